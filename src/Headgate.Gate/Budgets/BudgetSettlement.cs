using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Budgets;

/// <summary>
/// Settles what calls have taken of their day: puts what ended runs really took in the place of what was reserved for them, and finds out what came of calls of which nobody knows, as the server or the account elsewhere went
/// away under them. Each is settled once, and stands in the record.
/// </summary>
internal sealed class BudgetSettlement(
    IDbContextFactory<HeadgateDb> databases,
    RunsElsewhere elsewhere,
    BudgetRecords records,
    TimeProvider time
)
{
    private const int AtOnce = 1000;

    /// <summary>How many of accounts elsewhere are asked about in a round.</summary>
    private const int AskedAtOnce = 20;

    /// <summary>After this no call is on its way any more.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>How long an account elsewhere is not asked again about one run.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, long> _asked = [];

    /// <summary>Settles what can be settled.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await FindAsync(db, cancellation);
        var ended = await (
            from hold in db.BudgetHolds
            join run in db.Runs on hold.RunId equals run.Id
            where hold.SettledAt == null && hold.UpstreamId == null && run.FinishedAt != null
            orderby hold.Id
            select new { Hold = hold, Run = run }
        )
            .AsNoTracking()
            .Take(AtOnce)
            .ToListAsync(cancellation);
        foreach (var one in ended)
        {
            var seconds = one.Hold.WarehouseSeconds > 0 ? await RunCost.WarehouseSecondsAsync(db, one.Run.Id, cancellation) : 0;
            await SettleAsync(db, one.Hold, RunCost.Minutes(one.Run), seconds, cancellation);
        }
        return ended.Count + await SettleElsewhereAsync(db, cancellation);
    }

    private async Task<int> SettleElsewhereAsync(HeadgateDb db, CancellationToken cancellation)
    {
        var open = await db
            .BudgetHolds.AsNoTracking()
            .Where(h => h.SettledAt == null && h.UpstreamId != null && h.RunId != null)
            .OrderBy(h => h.Id)
            .Take(AtOnce)
            .ToListAsync(cancellation);
        var settled = 0;
        foreach (var hold in open.Where(IsDue).Take(AskedAtOnce))
        {
            if (await elsewhere.MinutesAsync(hold.UpstreamId!.Value, hold.RunId!.Value, cancellation) is { } minutes)
            {
                _asked.Remove(hold.Id);
                // What is gone there, or took nobody knows how long, took what was reserved for it.
                await SettleAsync(db, hold, minutes < 0 ? hold.Minutes : minutes, hold.WarehouseSeconds, cancellation);
                settled++;
            }
        }
        return settled;
    }

    /// <summary>Finds the runs of calls of which it is not known what came of them. Where there is none, what was taken is given back.</summary>
    private async Task FindAsync(HeadgateDb db, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Longest;
        var lost = await db
            .BudgetHolds.AsNoTracking()
            .Where(h => h.SettledAt == null && h.RunId == null && h.CreatedAt < before)
            .OrderBy(h => h.Id)
            .Take(AskedAtOnce)
            .ToListAsync(cancellation);
        foreach (var hold in lost.Where(hold => hold.UpstreamId is null || IsDue(hold)))
        {
            var (isKnown, run) = hold.UpstreamId is { } upstream
                ? await elsewhere.FindAsync(upstream, hold, await OthersAsync(db, upstream, cancellation), cancellation)
                : (true, await RunOfAsync(db, hold, cancellation));
            if (!isKnown)
            {
                continue;
            }
            _asked.Remove(hold.Id);
            if (run is null)
            {
                await GiveBackAsync(db, hold, cancellation);
            }
            else if (hold.Minutes + hold.WarehouseSeconds == 0)
            {
                await db.BudgetHolds.Where(h => h.Id == hold.Id).ExecuteDeleteAsync(cancellation);
            }
            else
            {
                await db
                    .BudgetHolds.Where(h => h.Id == hold.Id && h.RunId == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.RunId, run), cancellation);
            }
        }
    }

    private static async Task<IReadOnlySet<long>> OthersAsync(HeadgateDb db, long upstream, CancellationToken cancellation) =>
        (
            await db
                .BudgetHolds.Where(h => h.UpstreamId == upstream && h.RunId != null)
                .OrderByDescending(h => h.Id)
                .Take(AtOnce)
                .Select(h => h.RunId!.Value)
                .ToListAsync(cancellation)
        ).ToHashSet();

    private static Task<long?> RunOfAsync(HeadgateDb db, BudgetHold hold, CancellationToken cancellation) =>
        db
            .Runs.Where(run => db.RunTriggers.Any(t => t.Id == run.TriggerId && t.RequestId == hold.RequestId))
            .Select(run => (long?)run.Id)
            .FirstOrDefaultAsync(cancellation);

    private async Task GiveBackAsync(HeadgateDb db, BudgetHold hold, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.BudgetHolds.Where(h => h.Id == hold.Id && h.RunId == null).ExecuteDeleteAsync(cancellation) == 1)
        {
            await ReplaceAsync(db, hold, BudgetMeasures.Runs, 1, 0, cancellation);
            await ReplaceAsync(db, hold, BudgetMeasures.RunMinutes, hold.Minutes, 0, cancellation);
            await ReplaceAsync(db, hold, BudgetMeasures.WarehouseSeconds, hold.WarehouseSeconds, 0, cancellation);
            await records.GivenBackAsync(hold);
        }
        await transaction.CommitAsync(cancellation);
    }

    private async Task SettleAsync(HeadgateDb db, BudgetHold hold, long minutes, long seconds, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        var settled = await db
            .BudgetHolds.Where(h => h.Id == hold.Id && h.SettledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.SettledAt, now), cancellation);
        if (settled == 1)
        {
            await ReplaceAsync(db, hold, BudgetMeasures.RunMinutes, hold.Minutes, minutes, cancellation);
            await ReplaceAsync(db, hold, BudgetMeasures.WarehouseSeconds, hold.WarehouseSeconds, seconds, cancellation);
            await records.SettledAsync(hold, minutes, seconds);
        }
        await transaction.CommitAsync(cancellation);
    }

    private bool IsDue(BudgetHold hold)
    {
        if (_asked.TryGetValue(hold.Id, out var at) && time.GetElapsedTime(at) < Pause)
        {
            return false;
        }
        _asked[hold.Id] = time.GetTimestamp();
        return true;
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
                .ExecuteUpdateAsync(
                    set => set.SetProperty(u => u.Used, u => u.Used < reserved ? took : u.Used - reserved + took),
                    cancellation
                );
        }
    }
}
