using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Switches an agent off or on.</summary>
internal sealed class UpdateAgent : IOperation<UpdateAgent.Switch>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.update",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Switching an agent on lets it do again what its grants allow.",
            Sentence = "{actor} switched agent {agent_id} off or on",
            Summary = "Disable or enable an agent",
            Description = "Switched off, all its keys are refused at once; its grants stay as they are.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentView),
            Fields = new Fields<Switch>(refusesUnknown: true)
            {
                { In.Body.Flag("enabled", "Whether its keys are accepted.").Required().Told(), (s, v) => s.IsOn = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Switch> input, CancellationToken cancellation)
    {
        var (agent, isOn) = (call.RouteLong("agent_id"), input.ApplyTo(new Switch()).IsOn);
        return call.Of(await call.Registry().EnableAsync(call.AccountId, agent, isOn, call.Actor(), cancellation));
    }

    /// <summary>Off or on.</summary>
    internal sealed class Switch
    {
        public bool IsOn { get; set; }
    }
}
