using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Retries;

/// <summary>What a view or an operation says about retrying a run.</summary>
/// <param name="Refusal">Why not (one of dbt's reasons), or null.</param>
/// <param name="Failed">The step to begin with.</param>
/// <param name="Skipped">Commands that were not begun.</param>
public sealed record RetryFacts(string? Refusal, RunStep? Failed, IReadOnlyList<string> Skipped)
{
    private static readonly RetryFacts NotFailed = new(RetryRules.NotFailedRun, null, []);

    /// <summary>Reads the facts of a run.</summary>
    public static async Task<RetryFacts> OfAsync(HeadgateDb db, Run run, CancellationToken cancellation) =>
        (await OfAsync(db, [run], cancellation))[run.Id];

    /// <summary>Reads the facts of runs, by run. Only failed ones can be retried, so only for them anything is read.</summary>
    public static async Task<IReadOnlyDictionary<long, RetryFacts>> OfAsync(
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        CancellationToken cancellation
    )
    {
        var facts = runs.ToDictionary(r => r.Id, _ => NotFailed);
        var failed = runs.Where(r => r.Status == RunStatus.Error).ToList();
        if (failed.Count == 0)
        {
            return facts;
        }
        var (ids, jobs) = (failed.Select(r => r.Id).ToList(), failed.Select(r => r.JobDefinitionId).ToList());
        var newest = await db
            .Jobs.Where(j => jobs.Contains(j.Id))
            .Select(j => new { j.Id, j.MostRecentRunId })
            .ToDictionaryAsync(j => j.Id, j => j.MostRecentRunId, cancellation);
        var steps = (await db.RunSteps.AsNoTracking().Where(s => ids.Contains(s.RunId)).ToListAsync(cancellation)).ToLookup(s => s.RunId);
        var results = (
            await db
                .Artifacts.Where(a => ids.Contains(a.RunId) && a.Path == "run_results.json")
                .Select(a => new { a.RunId, a.Step })
                .ToListAsync(cancellation)
        )
            .Select(a => (a.RunId, a.Step))
            .ToHashSet();
        foreach (var run in failed)
        {
            var step = RetryRules.FailedStep(steps[run.Id]);
            var hasResults = step is not null && results.Contains((run.Id, step.Index));
            var skipped = run.Commands.Skip(step?.Command is { } command ? run.Commands.IndexOf(command) + 1 : 0).ToList();
            facts[run.Id] = new(RetryRules.Refusal(run, newest.GetValueOrDefault(run.JobDefinitionId), step, hasResults), step, skipped);
        }
        return facts;
    }
}
