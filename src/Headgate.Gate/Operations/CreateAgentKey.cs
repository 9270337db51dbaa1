using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Makes another key for an agent.</summary>
internal sealed class CreateAgentKey : IOperation<NewAgentKey>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.keys.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/keys/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Whoever holds a key is that agent.",
            Sentence = "{actor} created key \"{name}\" for agent {agent_id}",
            Summary = "Create a key of an agent",
            Description = "Makes another key, whose secret is in this answer and nowhere else.",
            Source = GateCalls.Source,
            AnswersSecret = true,
            Answers = AnswerForm.Created(GateJson.Default.IssuedKeyView),
            Fields = new Fields<NewAgentKey>(refusesUnknown: true)
            {
                { In.Body.Text("name", "The name, unique among the good keys of the agent.", 100).Required().Told(), (k, v) => k.Name = v },
                { In.Body.Time("expires_at", "When it ends; without it, never.").Told(), (k, v) => k.ExpiresAt = v },
                {
                    In
                        .Body.Texts(
                            "networks",
                            "The networks that its calls may come from, such as 203.0.113.0/24; without them, all. Behind a trusted proxy the caller's own address counts.",
                            KeyNetworks.Most,
                            50
                        )
                        .Or([])
                        .Told(),
                    (k, v) => k.Networks = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewAgentKey> input, CancellationToken cancellation) =>
        call.Of(
            await call.Registry()
                .AddKeyAsync(call.AccountId, call.RouteLong("agent_id"), input.ApplyTo(new NewAgentKey("")), call.Actor(), cancellation)
        );
}
