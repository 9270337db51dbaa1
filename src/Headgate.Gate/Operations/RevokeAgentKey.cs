using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Revokes a key of an agent.</summary>
internal sealed class RevokeAgentKey : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.keys.revoke",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/keys/{key_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Whatever still uses the key stops working.",
            Sentence = "{actor} revoked key {key_id} of agent {agent_id}",
            Summary = "Revoke a key of an agent",
            Description = "The key is refused at once.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.Of(
            await call.Registry()
                .RevokeKeyAsync(call.AccountId, call.RouteLong("agent_id"), call.RouteLong("key_id"), call.Actor(), cancellation)
        );
}
