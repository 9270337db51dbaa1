using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Lists the agents of the account with their keys and grants.</summary>
internal sealed class ListAgents : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what each agent may do.",
            Sentence = "{actor} listed the agents",
            Summary = "List agents",
            Description = "Gives every agent with its keys (never their secrets) and its grants, oldest first.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.AgentView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        PageFields.Of(call, await call.Registry().ListAsync(call.AccountId, cancellation));
}
