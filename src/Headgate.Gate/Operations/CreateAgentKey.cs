using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Makes another key for an agent.</summary>
internal sealed class CreateAgentKey : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.keys.create",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/keys/",
            Area = Area.Account,
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Whoever holds a key is that agent.",
            Target = TargetRule.Account,
            Sentence = "{actor} created key \"{name}\" for agent {agent_id}",
            Summary = "Create a key of an agent",
            Description = "Makes another key, whose secret is in this answer and nowhere else.",
            Source = GateCalls.Source,
            Body = BodyForm.Object,
            Parameters =
            [
                Parameter.Body("name", "string", "The name, unique among the good keys of the agent.", required: true),
                Parameter.Body("expires_at", "time", "When it ends; without it, never."),
            ],
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var (name, end) = (call.Body.RequiredText("name"), call.Body.Time("expires_at"));
        return call.Body.Problems
            ?? GateCalls.Of(
                await call.Registry().AddKeyAsync(call.AccountId, call.RouteLong("agent_id"), name, end, call.Actor(), cancellation)
            );
    }
}
