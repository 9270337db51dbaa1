using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Gives one agent.</summary>
internal sealed class GetAgent : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.get",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what the agent may do.",
            Sentence = "{actor} looked at agent {agent_id}",
            Summary = "Get an agent",
            Description = "Gives one agent with its keys (never their secrets) and its grants.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        await call.Registry().FindAsync(call.AccountId, call.RouteLong("agent_id"), cancellation) is { } agent
            ? call.Ok(agent)
            : Answer.NotFound;
}
