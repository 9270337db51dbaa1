namespace Headgate.Catalogue;

/// <summary>What body an operation takes.</summary>
public enum BodyForm
{
    /// <summary>None; one that is sent is not read.</summary>
    None,

    /// <summary>A JSON object, or nothing at all.</summary>
    OptionalObject,

    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON array.</summary>
    Array,
}
