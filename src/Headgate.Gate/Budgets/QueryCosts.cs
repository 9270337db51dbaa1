using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Gate.Budgets;

/// <summary>Counts what metric queries of agents cost towards their day, also where no grant has a limit yet: one may get it tomorrow noon.</summary>
internal sealed class QueryCosts(BudgetLedger ledger) : IQueryCosts
{
    public async Task AddAsync(Caller caller, long seconds, long rows)
    {
        if (caller.Kind == CallerKind.Agent)
        {
            await ledger.CountAsync(
                caller.HomeAccountId,
                caller.Name,
                [(BudgetMeasures.WarehouseSeconds, seconds), (BudgetMeasures.Rows, rows)]
            );
        }
    }
}
