using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Budgets;

/// <summary>Puts what ended runs really took in the place of what was reserved for them.</summary>
internal sealed class BudgetSettlement(IDbContextFactory<HeadgateDb> databases, TimeProvider time)
{
    private const int AtOnce = 1000;

    /// <summary>Settles what can be settled, each reservation once.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ended = await (
            from hold in db.BudgetHolds
            join run in db.Runs on hold.RunId equals run.Id
            where hold.SettledAt == null && run.FinishedAt != null
            orderby hold.Id
            select new { Hold = hold, Run = run }
        )
            .AsNoTracking()
            .Take(AtOnce)
            .ToListAsync(cancellation);
        foreach (var one in ended)
        {
            var seconds = one.Hold.WarehouseSeconds > 0 ? await RunCost.WarehouseSecondsAsync(db, one.Run.Id, cancellation) : 0;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var now = time.GetUtcNow();
            var settled = await db
                .BudgetHolds.Where(h => h.Id == one.Hold.Id && h.SettledAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(h => h.SettledAt, now), cancellation);
            if (settled == 1)
            {
                await ReplaceAsync(db, one.Hold, BudgetMeasures.RunMinutes, one.Hold.Minutes, RunCost.Minutes(one.Run), cancellation);
                await ReplaceAsync(db, one.Hold, BudgetMeasures.WarehouseSeconds, one.Hold.WarehouseSeconds, seconds, cancellation);
            }
            await transaction.CommitAsync(cancellation);
        }
        return ended.Count;
    }

    private static async Task ReplaceAsync(
        HeadgateDb db,
        BudgetHold hold,
        string measure,
        long reserved,
        long took,
        CancellationToken cancellation
    )
    {
        if (reserved > 0)
        {
            await db
                .BudgetUses.Where(u => u.AccountId == hold.AccountId && u.Agent == hold.Agent && u.Measure == measure && u.Day == hold.Day)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, u => u.Used - reserved + took), cancellation);
        }
    }
}
