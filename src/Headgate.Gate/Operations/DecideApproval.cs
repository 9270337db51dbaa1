using Headgate.Catalogue;
using Headgate.Gate.Requests;
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
                "A yes or a no to the whole call, once and for all; a yes to a request for a grant makes the grant. A yes to a call is worth nothing any more when the job, its environment, connection, credentials or variables, the grant, or the "
                + "right of whoever decided change before the call. Nobody decides about the questions of an agent that they own.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ApprovalView),
            Fields = new Fields<Decided>(refusesUnknown: true)
            {
                { In.Body.Choice("decision", "approve or refuse.", "approve", "refuse").Required().Told(), (d, v) => d.Decision = v },
                {
                    In.Body.Time("until", "When the grant ends that an agent asks for; only with a yes to such a request.").Told(),
                    (d, v) => d.Until = v
                },
                { In.Body.Text("note", "What is said to it; the agent reads it.", 1000).Told(), (d, v) => d.Note = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Decided> input, CancellationToken cancellation)
    {
        var decided = input.ApplyTo(new Decided());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var (id, yes, requests) = (call.RouteLong("approval_id"), decided.Decision == "approve", call.Service<GrantRequests>());
        if (await requests.IsRequestAsync(call.AccountId, id, cancellation))
        {
            return call.Of(await requests.DecideAsync(call.AccountId, id, yes, decided.Note, decided.Until, call.Actor(), cancellation));
        }
        return decided.Until is null
            ? call.Of(await call.Approvals().DecideAsync(call.AccountId, id, yes, decided.Note, call.Actor(), cancellation))
            : Answer.BadRequest("until", "Only a grant ends; a yes to a call is good for the time that the grant's condition says.");
    }

    /// <summary>What was decided.</summary>
    internal sealed class Decided
    {
        public string Decision { get; set; } = "";

        public DateTimeOffset? Until { get; set; }

        public string? Note { get; set; }
    }
}
