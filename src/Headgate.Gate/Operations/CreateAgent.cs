using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Makes an agent with its first key.</summary>
internal sealed class CreateAgent : IOperation<NewAgent>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "A key is a way in; what it opens is decided by grants.",
            Sentence = "{actor} created agent \"{name}\"",
            Summary = "Create an agent",
            Description =
                "Makes an agent with a first key, whose secret is in this answer and nowhere else. The agent may do nothing until something is granted to it.",
            Source = GateCalls.Source,
            AnswersSecret = true,
            Answers = AnswerForm.Created(GateJson.Default.IssuedKeyView),
            Fields = new Fields<NewAgent>(refusesUnknown: true)
            {
                { In.Body.Text("name", "The name, unique in the account.", 100).Required().Told(), (a, v) => a.Name = v },
                { In.Body.Text("description", "What the agent does and for whom.", 1000).Told(), (a, v) => a.Description = v },
                { In.Body.Text("owner", "The person responsible for it.").Told(), (a, v) => a.Owner = v },
                {
                    In.Body.Text("upstream", "Name of the account elsewhere that it works in; without it, this platform.", 60).Told(),
                    (a, v) => a.Upstream = v
                },
                { In.Body.Time("key_expires_at", "When its first key ends; without it, never.").Told(), (a, v) => a.KeyExpiresAt = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewAgent> input, CancellationToken cancellation) =>
        call.Of(await call.Registry().CreateAsync(call.AccountId, input.ApplyTo(new NewAgent("")), call.Actor(), cancellation));
}
