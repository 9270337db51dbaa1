using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Switches an agent off or on.</summary>
internal sealed class UpdateAgent : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.update",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/",
            Area = Area.Account,
            Capability = Capabilities.AccountSettings,
            Access = Access.Write,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Switching an agent on lets it do again what its grants allow.",
            Target = TargetRule.Account,
            Sentence = "{actor} switched agent {agent_id} off or on",
            Summary = "Disable or enable an agent",
            Description = "Switched off, all its keys are refused at once; its grants stay as they are.",
            Source = GateCalls.Source,
            Body = BodyForm.Object,
            Parameters = [Parameter.Body("enabled", "boolean", "Whether its keys are accepted.", required: true)],
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        call.Body.Required("enabled");
        var enabled = call.Body.Bool("enabled") ?? false;
        return call.Body.Problems
            ?? GateCalls.Of(
                await call.Registry().EnableAsync(call.AccountId, call.RouteLong("agent_id"), enabled, call.Actor(), cancellation)
            );
    }
}
