namespace Headgate.Catalogue;

/// <summary>The two kinds of things that a person grants to an agent.</summary>
public enum CapabilityKind
{
    /// <summary>Things that can be read and changed: Off, Read or Full.</summary>
    Resource,

    /// <summary>Something that can be done: Off or Full.</summary>
    Action,
}
