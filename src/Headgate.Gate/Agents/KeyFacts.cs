using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>What a credential says of itself, apart from its agent: a key, a client's token, a workload's token.</summary>
/// <param name="IsRevoked">Whether it was revoked.</param>
/// <param name="ExpiresAt">Refused from then on; null for never.</param>
internal sealed record KeyFacts(bool IsRevoked, DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether a newer one of its name is good.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Where it is accepted; null for everywhere.</summary>
    public CredentialBounds? Bounds { get; init; }

    /// <summary>In whose name its agent acts, the nearest first.</summary>
    public IReadOnlyList<Principal> Chain { get; init; } = [];
}
