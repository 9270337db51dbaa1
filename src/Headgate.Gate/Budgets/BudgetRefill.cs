using System.Globalization;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;

namespace Headgate.Gate.Budgets;

/// <summary>A person's refill of what an agent may do in a day: the one thing that sets a count back, and it stands in the record before it is done.</summary>
public sealed class BudgetRefill
{
    private readonly BudgetLedger _ledger;
    private readonly ChangeRecords _changes;

    internal BudgetRefill(BudgetLedger ledger, ChangeRecords changes) => (_ledger, _changes) = (ledger, changes);

    /// <summary>Sets back what an agent has used of today.</summary>
    /// <param name="account">The account.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="measure">What is set back; null for all.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellation">Gives up before anything is set back.</param>
    /// <returns>What is counted now.</returns>
    public async Task<IReadOnlyList<BudgetUse>> DoAsync(
        long account,
        AgentView agent,
        string? measure,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await _ledger.RefillAsync(
            account,
            agent.Name,
            measure,
            used =>
                _changes.RecordAsync(
                    by,
                    "gate.agents.budgets.refill",
                    account,
                    $"refilled {measure ?? "all budgets"} of agent \"{agent.Name}\" for today",
                    used.Count == 0
                        ? "nothing used"
                        : string.Join(", ", used.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Measure} {u.Used}"))),
                    "nothing used but what is reserved for runs that have not ended"
                ),
            cancellation
        );
        return await _ledger.TodayAsync(account, agent.Name, cancellation);
    }
}
