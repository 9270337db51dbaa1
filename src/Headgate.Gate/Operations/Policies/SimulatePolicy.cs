using Headgate.Catalogue;
using Headgate.Gate.Policies;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Policies;

/// <summary>Rehearses recorded calls against a policy file.</summary>
internal sealed class SimulatePolicy : IOperation<SimulatePolicy.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.policy.simulate",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/policy/simulate/",
            Access = Access.Read,
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Reads the record of the account and what agents may do; changes nothing.",
            Sentence = "{actor} rehearsed recorded calls against a policy file",
            Summary = "Rehearse recorded calls against a policy file",
            Description =
                "Decides what agents did, as the record has it, by the grants of a file: how many calls would now be denied or allowed, with examples. Budgets and approvals are not asked; a rule about "
                + "arguments is judged by those that the record tells.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.PolicyRehearsalView),
            Fields = new Fields<Asked>(refusesUnknown: true)
            {
                { In.Body.Text("text", "The file, in YAML.", 1_000_000).Required(), (a, v) => a.Text = v },
                { In.Body.Time("since", "Only calls from then on.").Told(), (a, v) => a.Since = v },
                { In.Body.Time("until", "Only calls before.").Told(), (a, v) => a.Until = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var (view, faults) = await call.Service<PolicyDesk>().RehearseAsync(call, asked.Text, asked.Since, asked.Until, cancellation);
        return view is null ? Answer.BadRequest("text", string.Join(" ", faults.Take(10))) : call.Ok(view);
    }

    /// <summary>The file, and which calls.</summary>
    internal sealed class Asked
    {
        public string Text { get; set; } = "";

        public DateTimeOffset? Since { get; set; }

        public DateTimeOffset? Until { get; set; }
    }
}
