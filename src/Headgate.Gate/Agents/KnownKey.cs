using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>A credential with all that judging a call needs.</summary>
/// <param name="Caller">The agent.</param>
/// <param name="Facts">What the credential says of itself.</param>
/// <param name="IsAgentGone">Whether the agent was deleted.</param>
/// <param name="IsAgentEnabled">Whether the agent is switched on.</param>
/// <param name="AreAgentsOff">Whether all agents of the account are switched off.</param>
/// <param name="PlacesUntil">When what grants name in an account elsewhere is asked for again, as a timestamp; null where nothing there was asked.</param>
internal sealed record KnownKey(Caller Caller, KeyFacts Facts, bool IsAgentGone, bool IsAgentEnabled, bool AreAgentsOff, long? PlacesUntil);
