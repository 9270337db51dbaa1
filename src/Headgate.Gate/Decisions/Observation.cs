using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Decisions;

/// <summary>
/// Lets pass what the grants of an agent that is only observed do not allow, with the refusal that it would have had. What a grant denies, what asks for a person or is counted, what gives rights to
/// others and what administers the gate is no different for being observed. Pure.
/// </summary>
internal static class Observation
{
    /// <summary>As if everything were granted everywhere, but for credentials that work without the gate.</summary>
    private static readonly AgentTable Everything = AgentTable.Compile(
        "everything",
        0,
        Capabilities.All.Select(capability => new Grant(0, capability, Level.Full)),
        AccountPlaces.None
    );

    /// <summary>The decision about a call of an agent.</summary>
    /// <param name="decision">What its grants say.</param>
    /// <param name="table">Its grants.</param>
    /// <param name="call">The call.</param>
    /// <param name="now">The time.</param>
    public static Decision Of(Decision decision, AgentTable table, in CallFacts call, DateTimeOffset now)
    {
        if (decision.IsAllowed || decision.Reason == Reason.ExplicitDeny || !Holds(table, now))
        {
            return decision;
        }
        var rules = table.For(call.Operation.Capability);
        if (rules.DenialOf(call.Target, now) is { } denial)
        {
            return Denials.ExplicitlyDenied(table, call.Operation, denial);
        }
        return GrantDecision.Of(Everything, call, now) is { IsAllowed: true } passed
            ? passed with
            {
                Reason = Reason.Observed,
                Message = $"{decision.Message} It is only observed, until {table.ObserveUntil!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC.",
                Grant = null,
                Observed = decision,
                Scope = rules.Narrow(VisibleScope.Everything, now),
            }
            : decision;
    }

    /// <summary>Whether a related thing is shown.</summary>
    public static bool LetsSee(AgentTable table, Capability capability, Target target, DateTimeOffset now) =>
        Holds(table, now) && table.For(capability).DenialOf(target, now) is null;

    private static bool Holds(AgentTable table, DateTimeOffset now) => table.ObserveUntil is { } end && now < end;
}
