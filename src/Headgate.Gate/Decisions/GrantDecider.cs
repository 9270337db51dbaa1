using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Decisions;

/// <summary>Decides for agents, by the table that came with the caller.</summary>
internal sealed class GrantDecider(ExpiryClock expiry) : IDecider
{
    public bool Decides(CallerKind kind) => kind == CallerKind.Agent;

    public Decision Decide(in CallFacts call) =>
        call.Caller.Upstream is { } elsewhere && !ElsewhereOperations.Serves(call.Operation)
            ? Denials.NotAtUpstream(call.Caller, call.Operation, elsewhere)
        : call.Caller.Rights is AgentTable table ? Observation.Of(GrantDecision.Of(table, call, expiry.Now), table, call, expiry.Now)
        : Decision.Deny(Reason.AreaOff, "The agent has no grants.");

    public bool MaySee(Caller caller, Capability capability, Permission permission, Target target) =>
        caller.Rights is AgentTable table
        && (GrantDecision.MaySee(table, capability, target, expiry.Now) || Observation.LetsSee(table, capability, target, expiry.Now));
}
