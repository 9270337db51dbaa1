using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Replaces a key of an agent.</summary>
internal sealed class RotateAgentKey : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.keys.rotate",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/keys/{key_id:long}/rotate/",
            Area = Area.Account,
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "During the time of grace both keys are good.",
            Target = TargetRule.Account,
            Sentence = "{actor} replaced key {key_id} of agent {agent_id}",
            Summary = "Replace a key of an agent",
            Description =
                "Makes a new key of the same name, whose secret is in this answer and nowhere else. The old one stays good for the time of grace.",
            Source = GateCalls.Source,
            Body = BodyForm.OptionalObject,
            Parameters = [Parameter.Body("grace_hours", "integer", "Hours for which the old key stays good; 24 without it, 0 for none.")],
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var grace = call.Body.Long("grace_hours", 0, 24 * 90) ?? 24;
        return call.Body.Problems
            ?? GateCalls.Of(
                await call.Registry()
                    .RotateKeyAsync(
                        call.AccountId,
                        call.RouteLong("agent_id"),
                        call.RouteLong("key_id"),
                        TimeSpan.FromHours(grace),
                        call.Actor(),
                        cancellation
                    )
            );
    }
}
