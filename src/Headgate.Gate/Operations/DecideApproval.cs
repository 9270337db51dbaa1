using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Says yes or no to a call of an agent.</summary>
internal sealed class DecideApproval : IOperation<DecideApproval.Decided>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.approvals.decide",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/approvals/{approval_id:long}/decide/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "After a yes the agent can make the call once.",
            Sentence = "{actor} decided approval {approval_id}",
            Summary = "Decide an approval",
            Description =
                "A yes or a no to the whole call, once and for all. It is worth nothing any more when the job, its environment, connection, credentials or variables, the grant, or the "
                + "right of whoever decided change before the call. Nobody decides about the questions of an agent that they own.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ApprovalView),
            Fields = new Fields<Decided>(refusesUnknown: true)
            {
                { In.Body.Choice("decision", "approve or refuse.", "approve", "refuse").Required().Told(), (d, v) => d.Decision = v },
                { In.Body.Text("note", "What is said to it; the agent reads it.", 1000).Told(), (d, v) => d.Note = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Decided> input, CancellationToken cancellation)
    {
        var decided = input.ApplyTo(new Decided());
        return input.Refusal
            ?? call.Of(
                await call.Approvals()
                    .DecideAsync(
                        call.AccountId,
                        call.RouteLong("approval_id"),
                        decided.Decision == "approve",
                        decided.Note,
                        call.Actor(),
                        cancellation
                    )
            );
    }

    /// <summary>What was decided.</summary>
    internal sealed class Decided
    {
        public string Decision { get; set; } = "";

        public string? Note { get; set; }
    }
}
