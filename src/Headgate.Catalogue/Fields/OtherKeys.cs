namespace Headgate.Catalogue;

/// <summary>
/// Keys of an object that callers choose themselves, each with a text or null: names of environments, for example. Their values never stand in the record.
/// </summary>
/// <param name="Value">What their values take.</param>
/// <param name="Says">What they are.</param>
/// <param name="Names">What keys that are numbers name; null where they name nothing. It is looked up and judged before the operation is done.</param>
public sealed record OtherKeys(TextShape Value, string Says, TargetKind? Names = null)
{
    /// <summary>Most keys of one object.</summary>
    public const int Most = 1000;

    /// <summary>Most characters of a key.</summary>
    public const int LongestKey = 512;
}
