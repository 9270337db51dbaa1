using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>A key with all that judging a call needs.</summary>
/// <param name="Caller">The agent.</param>
/// <param name="IsRevoked">Whether the key was revoked.</param>
/// <param name="IsAgentGone">Whether the agent was deleted.</param>
/// <param name="IsAgentEnabled">Whether the agent is switched on.</param>
/// <param name="AreAgentsOff">Whether all agents of the account are switched off.</param>
/// <param name="ExpiresAt">Refused from then on; null for never.</param>
/// <param name="IsReplaced">Whether a newer key of its name is good.</param>
/// <param name="PlacesUntil">When what grants name in an account elsewhere is asked for again, as a timestamp; null where nothing there was asked.</param>
internal sealed record KnownKey(
    Caller Caller,
    bool IsRevoked,
    bool IsAgentGone,
    bool IsAgentEnabled,
    bool AreAgentsOff,
    DateTimeOffset? ExpiresAt,
    bool IsReplaced,
    long? PlacesUntil
);
