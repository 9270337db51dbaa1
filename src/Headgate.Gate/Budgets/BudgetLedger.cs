using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
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
    private const string Runs = "runs";
    private const string Minutes = "run minutes";
    private const int Looked = 5;

    /// <summary>Takes what a call needs; or says which budget has no room for it.</summary>
    public async Task<(BudgetShare? Share, TermsTaken? Refusal, string? Note)> TakeAsync(
        TermsCall call,
        GrantTerms terms,
        CancellationToken cancellation
    )
    {
        var budget = terms.Budget!;
        var (account, agent) = (call.Caller.HomeAccountId, call.Caller.Name);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var day = await DayAsync(db, account, agent, cancellation);
        var wanted = new List<(string Measure, long Amount, long Limit)>();
        if (budget.Calls is { } calls)
        {
            wanted.Add(($"calls of {terms.Capability.Id}", 1, calls));
        }
        if (ConditionFaults.StartsRuns(terms.Capability) && call.Operation.Access == Access.Write)
        {
            // Counted also where this grant has no limit for it: another grant of the agent may have one.
            wanted.Add((Runs, 1, budget.Runs ?? long.MaxValue));
            if (budget.RunMinutes is { } minutes)
            {
                wanted.Add((Minutes, await UsualMinutesAsync(db, call.Target, cancellation), minutes));
            }
        }
        var share = new BudgetShare(account, agent, day, [.. wanted.Select(w => (w.Measure, w.Amount))], null);
        var notes = new List<string>();
        // From here on to the end: half a share must not stay behind a caller who leaves.
        for (var i = 0; i < wanted.Count; i++)
        {
            var (measure, amount, limit) = wanted[i];
            if (!await AddAsync(db, share, measure, amount, limit))
            {
                var full = await UsedAsync(db, share, measure);
                await GiveBackAsync(db, share with { Taken = [.. share.Taken.Take(i)] });
                return (null, Full(call, measure, amount, full, limit), null);
            }
            if (limit != long.MaxValue)
            {
                var used = await UsedAsync(db, share, measure);
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{measure} {used} of {limit} today"));
            }
        }
        if (wanted.Find(w => w.Measure == Minutes) is { Measure: not null } reserved)
        {
            var hold = new BudgetHold
            {
                AccountId = account,
                Agent = agent,
                Day = day,
                RequestId = call.RequestId,
                Minutes = reserved.Amount,
                CreatedAt = time.GetUtcNow(),
            };
            db.BudgetHolds.Add(hold);
            await db.SaveChangesAsync(CancellationToken.None);
            share = share with { Hold = hold.Id };
        }
        return (share, null, notes.Count > 0 ? string.Join(", ", notes) : null);
    }

    /// <summary>Gives a share back, of a call that was not done.</summary>
    public async Task GiveBackAsync(BudgetShare share)
    {
        await using var db = await databases.CreateDbContextAsync();
        await GiveBackAsync(db, share);
    }

    /// <summary>Notes which run the minutes are reserved for.</summary>
    public async Task NoteRunAsync(BudgetShare share, long run)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.BudgetHolds.Where(h => h.Id == share.Hold).ExecuteUpdateAsync(set => set.SetProperty(h => h.RunId, run));
    }

    /// <summary>Puts the minutes that ended runs really took in the place of those that were reserved, each once.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ended = await (
            from hold in db.BudgetHolds
            join run in db.Runs on hold.RunId equals run.Id
            where hold.SettledAt == null && run.FinishedAt != null
            select new
            {
                Hold = hold,
                run.StartedAt,
                run.FinishedAt,
            }
        )
            .AsNoTracking()
            .Take(1000)
            .ToListAsync(cancellation);
        foreach (var one in ended)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var now = time.GetUtcNow();
            var settled = await db
                .BudgetHolds.Where(h => h.Id == one.Hold.Id && h.SettledAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(h => h.SettledAt, now), cancellation);
            if (settled == 1)
            {
                // By this server's clock alone: what a project writes about itself counts for nothing.
                var took = one is { StartedAt: { } started, FinishedAt: { } finished } ? WholeMinutes(finished - started) : 0;
                var hold = one.Hold;
                await db
                    .BudgetUses.Where(u =>
                        u.AccountId == hold.AccountId && u.Agent == hold.Agent && u.Measure == Minutes && u.Day == hold.Day
                    )
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, u => u.Used - hold.Minutes + took), cancellation);
            }
            await transaction.CommitAsync(cancellation);
        }
        return ended.Count;
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

    /// <summary>Minutes that a job's runs took lately, rounded up; one for a job that has not run yet.</summary>
    private static async Task<long> UsualMinutesAsync(HeadgateDb db, Target target, CancellationToken cancellation)
    {
        if (target.JobId is not { } job)
        {
            return 1;
        }
        var lately = await db
            .Runs.AsNoTracking()
            .Where(r => r.JobDefinitionId == job && r.FinishedAt != null && r.StartedAt != null)
            .OrderByDescending(r => r.Id)
            .Take(Looked)
            .Select(r => new { r.StartedAt, r.FinishedAt })
            .ToListAsync(cancellation);
        return lately.Count == 0
            ? 1
            : Math.Max(1, (long)Math.Ceiling(lately.Average(r => (double)WholeMinutes(r.FinishedAt!.Value - r.StartedAt!.Value))));
    }

    private static long WholeMinutes(TimeSpan span) => Math.Max(0, (long)Math.Ceiling(span.TotalMinutes));

    private static async Task<bool> AddAsync(HeadgateDb db, BudgetShare share, string measure, long amount, long limit)
    {
        if (amount > limit)
        {
            return false;
        }
        var room = limit - amount;
        return await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO budget_uses (account_id, agent, measure, day, used)
                VALUES ({share.Account}, {share.Agent}, {measure}, {share.Day}, {amount})
                ON CONFLICT (account_id, agent, measure, day) DO UPDATE SET used = budget_uses.used + {amount} WHERE budget_uses.used <= {room}
                """
            ) == 1;
    }

    private static async Task GiveBackAsync(HeadgateDb db, BudgetShare share)
    {
        foreach (var (measure, amount) in share.Taken)
        {
            await db
                .BudgetUses.Where(u => u.AccountId == share.Account && u.Agent == share.Agent && u.Measure == measure && u.Day == share.Day)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.Used, u => u.Used - amount));
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

    private TermsTaken Full(TermsCall call, string measure, long amount, long used, long limit)
    {
        var now = time.GetUtcNow();
        var more = amount > 1 ? string.Create(CultureInfo.InvariantCulture, $", and this would take {amount}") : "";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Caller.Actor} has used {used} of {limit} {measure} of today{more}. The next day of UTC begins the budget anew; an administrator can widen it."
        );
        return new TermsTaken(Decision.Deny(Reason.Budget, text) with { Grant = call.Decision.Grant })
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"budget ({used} of {limit} {measure})"),
            RetryAfter = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime,
        };
    }
}
