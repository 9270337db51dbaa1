using Headgate.Catalogue;
using Headgate.Gate.Policies;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Policies;

/// <summary>Puts a policy file into effect.</summary>
internal sealed class ApplyPolicy : IOperation<ApplyPolicy.Given>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.policy.apply",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/policy/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Changes what agents may do, all of it at once.",
            Sentence = "{actor} applied a policy file",
            Summary = "Apply a policy file",
            Description =
                "Makes the agents and grants what the file says, in one step or not at all. Nothing is applied where the file has a fault, one of its tests fails, another version than base_version "
                + "is in effect, or something was changed beside the file and take_back_drift does not say so. Agents that the file does not name are left alone; keys are never touched.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.PolicyPlan),
            Fields = new Fields<Given>(refusesUnknown: true)
            {
                { In.Body.Text("text", "The file, in YAML.", 1_000_000).Required(), (g, v) => g.Text = v },
                {
                    In.Body.Int("base_version", "The version that the file was made from; left out, whichever is in effect.", 0).Told(),
                    (g, v) => g.Base = v
                },
                {
                    In.Body.Flag("take_back_drift", "Whether what was changed beside the file is taken back.").Or(false).Told(),
                    (g, v) => g.TakesBackDrift = v
                },
                { In.Body.Text("note", "Why, such as the commit of the file.", 500).Told(), (g, v) => g.Note = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Given> input, CancellationToken cancellation)
    {
        var given = input.ApplyTo(new Given());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var applied = await call.Service<PolicyDesk>()
            .ApplyAsync(call, given.Text, given.Base, given.TakesBackDrift, given.Note, call.Actor(), cancellation);
        return applied.Fault is { } fault ? Answer.BadRequest(fault.Field!, fault.Message) : call.Ok(applied.Value!);
    }

    /// <summary>The file, and how it is applied.</summary>
    internal sealed class Given
    {
        public string Text { get; set; } = "";

        public int? Base { get; set; }

        public bool TakesBackDrift { get; set; }

        public string? Note { get; set; }
    }
}
