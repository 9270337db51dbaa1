using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>What a person allowed an agent, or denied it: so much of a capability, at these places, until then.</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="Capability">Of what.</param>
/// <param name="Level">How much.</param>
public sealed record Grant(long Id, Capability Capability, Level Level)
{
    /// <summary>Where.</summary>
    public GrantPlaces Places { get; init; } = GrantPlaces.Everywhere;

    /// <summary>Without effect from then on; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What is allowed beyond the plain act.</summary>
    public GrantExtras Extras { get; init; } = GrantExtras.None;

    /// <summary>Whether it takes away instead: at its places nothing of the capability is allowed, whatever else is granted.</summary>
    public bool IsDenial { get; init; }
}
