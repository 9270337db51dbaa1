using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Makes an agent with its first key.</summary>
internal sealed class CreateAgent : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/",
            Area = Area.Account,
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "A key is a way in; what it opens is decided by grants.",
            Target = TargetRule.Account,
            Sentence = "{actor} created agent \"{name}\"",
            Summary = "Create an agent",
            Description =
                "Makes an agent with a first key, whose secret is in this answer and nowhere else. The agent may do nothing until something is granted to it.",
            Source = GateCalls.Source,
            Body = BodyForm.Object,
            Parameters =
            [
                Parameter.Body("name", "string", "The name, unique in the account.", required: true),
                Parameter.Body("description", "string", "What the agent does and for whom."),
                Parameter.Body("owner", "string", "The person responsible for it."),
                Parameter.Body("key_expires_at", "time", "When its first key ends; without it, never."),
            ],
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var body = call.Body;
        var request = new NewAgent(body.RequiredText("name"))
        {
            Description = body.Text("description"),
            Owner = body.Text("owner"),
            KeyExpiresAt = body.Time("key_expires_at"),
        };
        return body.Problems ?? GateCalls.Of(await call.Registry().CreateAsync(call.AccountId, request, call.Actor(), cancellation));
    }
}
