using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Lists the grants of an agent.</summary>
internal sealed class ListAgentGrants : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.grants.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/grants/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what the agent may do.",
            Sentence = "{actor} listed the grants of agent {agent_id}",
            Summary = "List the grants of an agent",
            Description = "Gives everything that the agent may do; what is not in the list is denied.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.AgentGrantView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        await call.Registry().FindAsync(call.AccountId, call.RouteLong("agent_id"), cancellation) is { } agent
            ? PageFields.Of(call, agent.Grants)
            : Answer.NotFound;
}
