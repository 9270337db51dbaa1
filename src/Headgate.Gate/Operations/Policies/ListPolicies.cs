using Headgate.Catalogue;
using Headgate.Gate.Policies;
using Headgate.Wire;

namespace Headgate.Gate.Operations.Policies;

/// <summary>Lists the policies that were applied.</summary>
internal sealed class ListPolicies : IOperation
{
    private const int Size = 100;

    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.policy.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/policy/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows what agents may do, and might.",
            Sentence = "{actor} listed the policies",
            Summary = "List applied policies",
            Description = "The versions of the policy, the newest first: who applied it when, and what it changed.",
            Source = GateCalls.Source,
            Answers = AnswerForm.PageOf(GateJson.Default.PolicyVersionView),
            Fields = PageFields.Instance,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var problems = new FieldProblems();
        var paging = PageFields.Read(call, problems);
        if (problems.Refusal is { } refusal)
        {
            return refusal;
        }
        var (page, total) = await call.Service<PolicyDesk>()
            .ListAsync(call.AccountId, paging.Offset, Math.Min(paging.Limit, Size), cancellation);
        return call.Page(page, total, new PageEcho(paging.Limit, paging.Offset, "-version", []));
    }
}
