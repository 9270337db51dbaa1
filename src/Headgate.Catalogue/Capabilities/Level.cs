namespace Headgate.Catalogue;

/// <summary>How much of a capability an agent has. A resource takes all three, an action only <see cref="Off"/> and <see cref="Full"/>.</summary>
public enum Level
{
    /// <summary>Nothing; what every agent starts with.</summary>
    Off,

    /// <summary>Looking.</summary>
    Read,

    /// <summary>Looking and changing; for an action: doing it.</summary>
    Full,
}
