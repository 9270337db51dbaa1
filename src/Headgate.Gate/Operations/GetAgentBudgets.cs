using Headgate.Catalogue;
using Headgate.Gate.Budgets;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Tells how much of its day's budgets an agent has used.</summary>
internal sealed class GetAgentBudgets : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.budgets",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/budgets/",
            Capability = Capabilities.AccountSettings,
            Access = Access.Read,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "Shows how much the agent does.",
            Sentence = "{actor} asked what agent {agent_id} has used of its budgets",
            Summary = "Get what an agent has used of its budgets",
            Description =
                "What the agent has used today (UTC) of each measure that its grants bound: calls, runs, run minutes, warehouse seconds. What a grant allows stands in the grant's own conditions. "
                + "What runs have not yet used is reserved, and counts until they are settled.",
            Source = GateCalls.Source,
            Answers = AnswerForm.ListOf(GateJson.Default.BudgetUseView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        if (await call.Registry().FindAsync(call.AccountId, call.RouteLong("agent_id"), cancellation) is not { } agent)
        {
            return Answer.NotFound;
        }
        var used = await call.Service<BudgetLedger>().TodayAsync(call.AccountId, agent.Name, cancellation);
        IReadOnlyList<BudgetUseView> views = [.. used.Select(u => new BudgetUseView(u.Measure, u.Used))];
        return call.Page(views, views.Count, PageEcho.Whole);
    }
}
