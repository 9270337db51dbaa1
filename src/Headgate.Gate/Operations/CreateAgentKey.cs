using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Makes another key for an agent.</summary>
internal sealed class CreateAgentKey : IOperation<NewKey>
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
            Answers = AnswerForm.Created(GateJson.Default.IssuedKeyView),
            Fields = NewKey.Fields,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<NewKey> input, CancellationToken cancellation)
    {
        var (agent, key) = (call.RouteLong("agent_id"), input.ApplyTo(new NewKey()));
        return call.Of(await call.Registry().AddKeyAsync(call.AccountId, agent, key.Name, key.ExpiresAt, call.Actor(), cancellation));
    }
}
