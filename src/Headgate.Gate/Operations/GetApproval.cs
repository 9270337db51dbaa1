using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Shows a question of an agent to people, and its answer.</summary>
internal sealed class GetApproval : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.approvals.get",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/approvals/{approval_id:long}/",
            Access = Access.Read,
            OpenToAgents = true,
            DoneHere = true,
            NeedsNoGrant = true,
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what an agent wants to do and what it sends; an agent sees its own questions only.",
            Sentence = "{actor} looked at approval {approval_id}",
            Summary = "Get an approval",
            Description =
                "One call that waits for a person's yes, with its effect and its answer. An agent asks this again until the status is approved, and then sends the same call again.",
            Source = GateCalls.Source,
            Answers = AnswerForm.One(GateJson.Default.ApprovalView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        await call.Approvals().FindAsync(call.Caller.HomeAccountId, call.OwnAgent(), call.RouteLong("approval_id"), cancellation)
            is { } approval
            ? call.Ok(approval)
            : Answer.NotFound;
}
