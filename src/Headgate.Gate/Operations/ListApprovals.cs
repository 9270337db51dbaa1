using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Lists the questions of agents to people.</summary>
internal sealed class ListApprovals : IOperation<ListApprovals.Asked>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.approvals.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/approvals/",
            Access = Access.Read,
            OpenToAgents = true,
            DoneHere = true,
            NeedsNoGrant = true,
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what agents want to do and what they send; an agent sees its own questions only.",
            Sentence = "{actor} listed the approvals",
            Summary = "List approvals",
            Description = "The calls that wait for a person's yes, and those that were decided, the newest first. An agent sees its own.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.ApprovalView),
            Fields = new Fields<Asked>
            {
                {
                    In.Query.Choice("status", "Only in this state.", "waiting", "approved", "refused", "spent", "stale", "expired"),
                    (a, v) => a.Status = v
                },
                { In.Query.Int("limit", "Most of them.", 1, 100).Or(100), (a, v) => a.Limit = v },
                { In.Query.Int("offset", "How many are left out.", 0).Or(0), (a, v) => a.Offset = v },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Asked> input, CancellationToken cancellation)
    {
        var asked = input.ApplyTo(new Asked());
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        var (page, total) = await call.Approvals()
            .ListAsync(call.Caller.HomeAccountId, call.OwnAgent(), asked.Status, asked.Offset, asked.Limit, cancellation);
        return call.Page(page, total, new PageEcho(asked.Limit, asked.Offset, "-id", []));
    }

    /// <summary>Which questions are asked for.</summary>
    internal sealed class Asked
    {
        public string? Status { get; set; }

        public int Limit { get; set; }

        public int Offset { get; set; }
    }
}
