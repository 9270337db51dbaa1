using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Replaces a key of an agent.</summary>
internal sealed class RotateAgentKey : IOperation<RotateAgentKey.Grace>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.keys.rotate",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/keys/{key_id:long}/rotate/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "During the time of grace both keys are good.",
            Sentence = "{actor} replaced key {key_id} of agent {agent_id}",
            Summary = "Replace a key of an agent",
            Description =
                "Makes a new key of the same name, whose secret is in this answer and nowhere else. The old one stays good for the time of grace.",
            Source = GateCalls.Source,
            Body = BodyForm.OptionalObject,
            AnswersSecret = true,
            Answers = AnswerForm.Created(GateJson.Default.IssuedKeyView),
            Fields = new Fields<Grace>(refusesUnknown: true)
            {
                {
                    In.Body.Int("grace_hours", "Hours for which the old key stays good; 0 for none.", 0, 24 * 90).Or(24).Told(),
                    (g, v) => g.Hours = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Grace> input, CancellationToken cancellation)
    {
        var (agent, key, grace) = (call.RouteLong("agent_id"), call.RouteLong("key_id"), input.ApplyTo(new Grace()));
        return call.Of(
            await call.Registry().RotateKeyAsync(call.AccountId, agent, key, TimeSpan.FromHours(grace.Hours), call.Actor(), cancellation)
        );
    }

    /// <summary>How long two keys are good.</summary>
    internal sealed class Grace
    {
        public int Hours { get; set; }
    }
}
