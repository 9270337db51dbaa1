using System.Globalization;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Budgets;

/// <summary>
/// Takes shares of daily budgets, each in one statement that no other call, and no other server, can come between. A call that is refused after all gives its share back; one of
/// which nobody knows what came of it keeps it.
/// </summary>
internal sealed class BudgetLedger(IDbContextFactory<HeadgateDb> databases, TimeProvider time)
{
    /// <summary>Takes what a call needs, all of it or nothing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="wanted">What it needs.</param>
    /// <param name="cancellation">Ends the wait, before anything is taken.</param>
    /// <returns>The share with what the record says of it; or what has no room, and how much of it is used.</returns>
    public async Task<(BudgetShare? Share, string? Note, (BudgetWant Want, long Used)? Full)> TakeAsync(
        TermsCall call,
        IReadOnlyList<BudgetWant> wanted,
        CancellationToken cancellation
    )
    {
        var (account, agent) = (call.Caller.HomeAccountId, call.Caller.Name);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var day = await DayAsync(db, account, agent, cancellation);
        var share = new BudgetShare(account, agent, day, [.. wanted.Select(w => (w.Measure, w.Amount))], null)
        {
            UntilEnd = [.. wanted.Where(w => w.IsUntilEnd).Select(w => (w.Measure, w.Amount))],
        };
        var notes = new List<string>();
        // From here on to the end: half a share must not stay behind a caller who leaves.
        for (var i = 0; i < wanted.Count; i++)
        {
            var want = wanted[i];
            if (!await AddAsync(db, share, want))
            {
                var full = await UsedAsync(db, share, want.Measure);
                await GiveBackAsync(db, share with { Taken = [.. share.Taken.Take(i)] });
                return (null, null, (want, full));
            }
            if (want.Limit != long.MaxValue)
            {
                var used = await UsedAsync(db, share, want.Measure);
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{want.Measure} {used} of {want.Limit} today"));
            }
        }
        return (await HoldAsync(db, share, call), notes.Count > 0 ? string.Join(", ", notes) : null, null);
    }

    /// <summary>How much of a measure an agent has used of the day.</summary>
    public async Task<long> UsedAsync(TermsCall call, string measure, CancellationToken cancellation)
    {
        var (account, agent) = (call.Caller.HomeAccountId, call.Caller.Name);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var day = await DayAsync(db, account, agent, cancellation);
        return await UsedAsync(db, new BudgetShare(account, agent, day, [], null), measure);
    }

    /// <summary>Gives a share back, of a call that was not done.</summary>
    public async Task GiveBackAsync(BudgetShare share)
    {
        await using var db = await databases.CreateDbContextAsync();
        await GiveBackAsync(db, share);
    }

    /// <summary>Gives back what was only taken for as long as the call lasted: what it led to is counted by itself.</summary>
    public Task EndAsync(BudgetShare share) =>
        share.UntilEnd.Count == 0 ? Task.CompletedTask : GiveBackAsync(share with { Taken = share.UntilEnd });

    /// <summary>Counts what something has cost, whatever limit there is.</summary>
    public async Task CountAsync(long account, string agent, IReadOnlyList<(string Measure, long Amount)> costs)
    {
        await using var db = await databases.CreateDbContextAsync();
        var day = await DayAsync(db, account, agent, CancellationToken.None);
        var share = new BudgetShare(account, agent, day, [], null);
        foreach (var (measure, amount) in costs.Where(cost => cost.Amount > 0))
        {
            await AddAsync(db, share, new BudgetWant(measure, amount, long.MaxValue));
        }
    }

    /// <summary>Notes which run a share was taken for; where nothing of it is settled later, it is done with.</summary>
    public async Task NoteRunAsync(BudgetShare share, long run)
    {
        await using var db = await databases.CreateDbContextAsync();
        var hold = db.BudgetHolds.Where(h => h.Id == share.Hold);
        _ =
            share.Of(BudgetMeasures.RunMinutes) + share.Of(BudgetMeasures.WarehouseSeconds) == 0
                ? await hold.ExecuteDeleteAsync()
                : await hold.ExecuteUpdateAsync(set => set.SetProperty(h => h.RunId, run));
    }

    /// <summary>Sets back what an agent has used of the day. What is reserved for runs that have not ended stays: it is theirs.</summary>
    /// <param name="account">The account.</param>
    /// <param name="agent">The agent's name.</param>
    /// <param name="measure">What is set back; null for all.</param>
    /// <param name="before">Told what is used before it is set back.</param>
    /// <param name="cancellation">Gives up before anything is set back.</param>
    public async Task RefillAsync(
        long account,
        string agent,
        string? measure,
        Func<IReadOnlyList<BudgetUse>, Task> before,
        CancellationToken cancellation
    )
    {
        var used = (await TodayAsync(account, agent, cancellation)).Where(u => measure is null || u.Measure == measure).ToList();
        await before(used);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        foreach (var use in used)
        {
            var open = db.BudgetHolds.Where(h => h.AccountId == account && h.Agent == agent && h.Day == use.Day && h.SettledAt == null);
            var reserved = use.Measure switch
            {
                BudgetMeasures.RunMinutes => await open.SumAsync(h => h.Minutes, CancellationToken.None),
                BudgetMeasures.WarehouseSeconds => await open.SumAsync(h => h.WarehouseSeconds, CancellationToken.None),
                _ => 0,
            };
            await db
                .BudgetUses.Where(u => u.AccountId == account && u.Agent == agent && u.Measure == use.Measure && u.Day == use.Day)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, reserved), CancellationToken.None);
        }
    }

    /// <summary>What an agent has used of the day.</summary>
    public async Task<IReadOnlyList<BudgetUse>> TodayAsync(long account, string agent, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var day = await DayAsync(db, account, agent, cancellation);
        return await db
            .BudgetUses.AsNoTracking()
            .Where(u => u.AccountId == account && u.Agent == agent && u.Day == day)
            .OrderBy(u => u.Measure)
            .ToListAsync(cancellation);
    }

    /// <summary>Today, and never a day before one that was counted in already: a clock that is set back fills nothing up again.</summary>
    private async Task<int> DayAsync(HeadgateDb db, long account, string agent, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = (now.Year * 10_000) + (now.Month * 100) + now.Day;
        var last = await db.BudgetUses.Where(u => u.AccountId == account && u.Agent == agent).MaxAsync(u => (int?)u.Day, cancellation);
        return Math.Max(today, last ?? 0);
    }

    /// <summary>Notes what is to be looked up, or settled once the run has ended.</summary>
    private async Task<BudgetShare> HoldAsync(HeadgateDb db, BudgetShare share, TermsCall call)
    {
        if (share.Of(BudgetMeasures.Runs) == 0 || share.UntilEnd.Count > 0)
        {
            return share;
        }
        var hold = new BudgetHold
        {
            AccountId = share.Account,
            Agent = share.Agent,
            Day = share.Day,
            RequestId = call.RequestId,
            JobId = call.Target.JobId,
            UpstreamId = call.Caller.Upstream?.Id,
            Minutes = share.Of(BudgetMeasures.RunMinutes),
            WarehouseSeconds = share.Of(BudgetMeasures.WarehouseSeconds),
            CreatedAt = time.GetUtcNow(),
        };
        db.BudgetHolds.Add(hold);
        await db.SaveChangesAsync(CancellationToken.None);
        return share with { Hold = hold.Id };
    }

    private static async Task<bool> AddAsync(HeadgateDb db, BudgetShare share, BudgetWant want)
    {
        if (want.Amount > want.Limit)
        {
            return false;
        }
        var room = want.Limit - want.Amount;
        return await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO budget_uses (account_id, agent, measure, day, used)
                VALUES ({share.Account}, {share.Agent}, {want.Measure}, {share.Day}, {want.Amount})
                ON CONFLICT (account_id, agent, measure, day) DO UPDATE SET used = budget_uses.used + {want.Amount} WHERE budget_uses.used <= {room}
                """
            ) == 1;
    }

    private static async Task GiveBackAsync(HeadgateDb db, BudgetShare share)
    {
        foreach (var (measure, amount) in share.Taken)
        {
            await db
                .BudgetUses.Where(u => u.AccountId == share.Account && u.Agent == share.Agent && u.Measure == measure && u.Day == share.Day)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, u => u.Used < amount ? 0 : u.Used - amount));
        }
        if (share.Hold is { } hold)
        {
            await db.BudgetHolds.Where(h => h.Id == hold).ExecuteDeleteAsync();
        }
    }

    private static Task<long> UsedAsync(HeadgateDb db, BudgetShare share, string measure) =>
        db
            .BudgetUses.Where(u => u.AccountId == share.Account && u.Agent == share.Agent && u.Measure == measure && u.Day == share.Day)
            .Select(u => u.Used)
            .FirstOrDefaultAsync();
}
