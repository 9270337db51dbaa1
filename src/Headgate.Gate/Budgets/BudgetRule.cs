using System.Globalization;
using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Budgets;

/// <summary>What a call needs of its grant's budget, and what is said where there is no room for it.</summary>
internal sealed class BudgetRule(IDbContextFactory<HeadgateDb> databases, RunsElsewhere elsewhere, TimeProvider time)
{
    private const int Looked = 5;

    /// <summary>What a call needs of a budget.</summary>
    public async Task<IReadOnlyList<BudgetWant>> WantsAsync(
        TermsCall call,
        GrantTerms terms,
        DailyBudget budget,
        CancellationToken cancellation
    )
    {
        var wanted = new List<BudgetWant>();
        if (budget.Calls is { } calls)
        {
            wanted.Add(new(BudgetMeasures.CallsOf(terms.Capability), 1, calls));
        }
        if (ConditionFaults.AsksWarehouse(terms.Capability))
        {
            if (call.Operation.Begins?.Invoke(call.Arguments.Source) == false)
            {
                return wanted;
            }
            // There has to be room for the least that a query takes; what it took is counted when it has ended.
            if (budget.WarehouseSeconds is { } left)
            {
                wanted.Add(new(BudgetMeasures.WarehouseSeconds, 1, left) { IsUntilEnd = true });
            }
            if (budget.Rows is { } rows)
            {
                wanted.Add(new(BudgetMeasures.Rows, 1, rows) { IsUntilEnd = true });
            }
            return wanted;
        }
        if (!ConditionFaults.StartsRuns(terms.Capability) || call.Operation.Access != Access.Write)
        {
            return wanted;
        }
        // Counted also where this grant has no limit for it: another grant of the agent may have one.
        wanted.Add(new(BudgetMeasures.Runs, 1, budget.Runs ?? long.MaxValue));
        if (budget.RunMinutes is { } minutes)
        {
            var usual = call is { Caller.Upstream.Id: var upstream, Target.JobId: { } job }
                ? await elsewhere.UsualAsync(upstream, job, Looked, cancellation)
                : await UsualAsync(call.Target, (_, run) => new(RunCost.Minutes(run)), cancellation);
            wanted.Add(new(BudgetMeasures.RunMinutes, usual, minutes));
        }
        if (budget.WarehouseSeconds is { } seconds)
        {
            var usual = await UsualAsync(
                call.Target,
                (db, run) => new(RunCost.WarehouseSecondsAsync(db, run.Id, cancellation)),
                cancellation
            );
            wanted.Add(new(BudgetMeasures.WarehouseSeconds, usual, seconds));
        }
        return wanted;
    }

    /// <summary>The refusal where a budget has no room.</summary>
    public TermsTaken Refusal(TermsCall call, BudgetWant want, long used)
    {
        var now = time.GetUtcNow();
        var more = want.Amount > 1 ? string.Create(CultureInfo.InvariantCulture, $", and this would take {want.Amount}") : "";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{call.Caller.Actor} has used {used} of {want.Limit} {want.Measure} of today{more}. The next day of UTC begins the budget anew; an administrator can widen it."
        );
        return new TermsTaken(Decision.Deny(Reason.Budget, text) with { Grant = call.Decision.Grant })
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"budget ({used} of {want.Limit} {want.Measure})"),
            RetryAfter = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime,
        };
    }

    /// <summary>What a job's runs took lately of something, rounded up; one for a job that has not run yet.</summary>
    private async Task<long> UsualAsync(Target target, Func<HeadgateDb, Run, ValueTask<long>> took, CancellationToken cancellation)
    {
        if (target.JobId is not { } job)
        {
            return 1;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var lately = await db
            .Runs.AsNoTracking()
            .Where(r => r.JobDefinitionId == job && r.FinishedAt != null && r.StartedAt != null)
            .OrderByDescending(r => r.Id)
            .Take(Looked)
            .ToListAsync(cancellation);
        var sum = 0L;
        foreach (var run in lately)
        {
            sum += await took(db, run);
        }
        return lately.Count == 0 ? 1 : Math.Max(1, (long)Math.Ceiling((double)sum / lately.Count));
    }
}
