using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Deletes an agent.</summary>
internal sealed class DeleteAgent : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.delete",
            Method = "DELETE",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The agent stops working at once.",
            Sentence = "{actor} deleted agent {agent_id}",
            Summary = "Delete an agent",
            Description = "Its keys are refused for ever and its name is free again; what it did stays in the record.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        call.Of(await call.Registry().DeleteAsync(call.AccountId, call.RouteLong("agent_id"), call.Actor(), cancellation));
}
