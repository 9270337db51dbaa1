using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Switches all agents off or on.</summary>
internal sealed class SwitchAgents : IOperation<SwitchAgents.Switch>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.switch",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/switch/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Off, nothing of any agent passes; on, each may do again what its grants allow.",
            Sentence = "{actor} switched all agents off or on",
            Summary = "Switch all agents off or on",
            Description =
                "The switch for the whole account. Off, every key of every agent is refused at once and what they have open ends; agents, keys and grants stay as they are, and an agent that "
                + "was off by itself stays off when the switch is on again.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.AgentsSwitchView),
            Fields = new Fields<Switch>(refusesUnknown: true)
            {
                { In.Body.Flag("enabled", "Whether agents may call.").Required().Told(), (s, v) => s.IsOn = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Switch> input, CancellationToken cancellation)
    {
        var isOn = input.ApplyTo(new Switch()).IsOn;
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        await call.Registry().SwitchAllAsync(call.AccountId, isOn, call.Actor(), cancellation);
        return call.Ok(new AgentsSwitchView(isOn));
    }

    /// <summary>Off or on.</summary>
    internal sealed class Switch
    {
        public bool IsOn { get; set; }
    }
}
