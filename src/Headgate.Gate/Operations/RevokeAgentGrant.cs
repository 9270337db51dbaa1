using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Takes a grant back.</summary>
internal sealed class RevokeAgentGrant : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.grants.revoke",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/grants/{grant_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The agent can do less from then on.",
            Sentence = "{actor} took grant {grant_id} back from agent {agent_id}",
            Summary = "Take a grant back",
            Description = "The grant is without effect at once.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.Of(
            await call.Registry()
                .RevokeGrantAsync(call.AccountId, call.RouteLong("agent_id"), call.RouteLong("grant_id"), call.Actor(), cancellation)
        );
}
