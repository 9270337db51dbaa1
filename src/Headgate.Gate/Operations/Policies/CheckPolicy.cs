using Headgate.Catalogue;
using Headgate.Gate.Policies;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Policies;

/// <summary>Says what a policy file would change, and whether its tests hold.</summary>
internal sealed class CheckPolicy : IOperation<CheckPolicy.Given>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.policy.check",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/policy/check/",
            Access = Access.Read,
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what agents may do; changes nothing.",
            Sentence = "{actor} checked a policy file",
            Summary = "Check a policy file",
            Description =
                "Reads a policy file as strictly as its application does: its faults with lines, what it would change in sentences, what was changed beside it, and what came of its tests, "
                + "which are decided by the file's own grants.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.PolicyPlan),
            Fields = new Fields<Given>(refusesUnknown: true)
            {
                { In.Body.Text("text", "The file, in YAML.", 1_000_000).Required(), (g, v) => g.Text = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Given> input, CancellationToken cancellation)
    {
        var given = input.ApplyTo(new Given());
        return input.Refusal ?? call.Ok(await call.Service<PolicyDesk>().CheckAsync(call, given.Text, cancellation));
    }

    /// <summary>The file.</summary>
    internal sealed class Given
    {
        public string Text { get; set; } = "";
    }
}
