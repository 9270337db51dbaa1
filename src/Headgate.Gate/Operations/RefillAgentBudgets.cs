using Headgate.Catalogue;
using Headgate.Gate.Budgets;
using Headgate.Wire;

namespace Headgate.Gate.Operations;

/// <summary>Sets back what an agent has used of its day.</summary>
internal sealed class RefillAgentBudgets : IOperation<RefillAgentBudgets.Refill>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "gate.agents.budgets.refill",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/agents/{agent_id:long}/budgets/refill/",
            Capability = Capabilities.AccountSettings,
            Permission = GateCalls.Write,
            Suffices = GateCalls.Admin,
            Risk = "The agent may do once more today what its budgets allow in a day.",
            Body = BodyForm.OptionalObject,
            Sentence = "{actor} asked to refill the budgets of agent {agent_id}",
            Summary = "Refill an agent's budgets of today",
            Description =
                "Sets what the agent has used today (UTC) back to nothing, of one measure or of all. What is reserved for runs that have not ended stays counted. Nothing else sets a count back: no new "
                + "key, grant, policy or agent of the name. Who refilled, and what had been used, stands in the record.",
            Source = GateCalls.Source,
            Answers = AnswerForm.ListOf(GateJson.Default.BudgetUseView),
            Fields = new Fields<Refill>(refusesUnknown: true)
            {
                {
                    In
                        .Body.Text("measure", "What is set back, such as `runs` or `run minutes`; left out, all that is counted.", 100)
                        .Told(),
                    (r, v) => r.Measure = v
                },
            },
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Refill> input, CancellationToken cancellation)
    {
        var (agent, measure) = (call.RouteLong("agent_id"), input.ApplyTo(new Refill()).Measure);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        if (await call.Registry().FindAsync(call.AccountId, agent, cancellation) is not { } found)
        {
            return Answer.NotFound;
        }
        var left = await call.Service<BudgetRefill>().DoAsync(call.AccountId, found, measure, call.Actor(), cancellation);
        IReadOnlyList<BudgetUseView> views = [.. left.Select(u => new BudgetUseView(u.Measure, u.Used))];
        return call.Page(views, views.Count, PageEcho.Whole);
    }

    /// <summary>What is set back.</summary>
    internal sealed class Refill
    {
        public string? Measure { get; set; }
    }
}
