using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Tells an administrator what an agent may do.</summary>
internal sealed class GetAgentRights : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.rights",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/rights/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what the agent may do.",
            Sentence = "{actor} asked what agent {agent_id} may do",
            Summary = "What may an agent do",
            Description =
                "The operations that the agent may call at some place now, and its grants in words: what the agent itself is told when it asks for its rights. Whatever is not in the list is denied.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.RightsView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var id = call.RouteLong("agent_id");
        if (
            await call.Service<AgentCallers>().FindAsync(call.AccountId, id, cancellation) is not { } about
            || await call.Registry().FindAsync(call.AccountId, id, cancellation) is not { } agent
        )
        {
            return Answer.NotFound;
        }
        var path = call.Service<CallPath>();
        return call.Ok(
            new RightsView(
                about.Actor,
                call.AccountId,
                [
                    .. call.Service<OperationCatalogue>()
                        .Operations.Where(o => o.NeedsNoGrant || path.MayAnywhere(about, o))
                        .Select(o => new RightView(o.Id, o.Summary, o.Access == Access.Read ? "read" : "write", o.Capability.Id)),
                ],
                [.. agent.Grants.Select(g => new OwnGrantView(g.Sentence, g.ExpiresAt))]
            )
        );
    }
}
