using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>
/// What of a rule each decision asks, side by side with the others' in one array: with thousands of agents a decision takes as long as the memory that it has to fetch.
/// </summary>
internal readonly struct RuleGate(Grant grant)
{
    private readonly long _endTicks = grant.ExpiresAt?.UtcTicks ?? long.MaxValue;
    private readonly Level _level = grant.Level;

    public bool IsGoodFor(Level level, DateTimeOffset now) => _level >= level && now.UtcTicks < _endTicks;
}
