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
    /// <summary>Reads the facts of a run.</summary>
    public static async Task<RetryFacts> ReadAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        if (run.Status != RunStatus.Error)
        {
            return new(RetryRules.NotFailedRun, null, []);
        }
        var steps = await db.RunSteps.AsNoTracking().Where(step => step.RunId == run.Id).ToListAsync(cancellation);
        var latest = await db.Jobs.Where(job => job.Id == run.JobDefinitionId).Select(job => job.MostRecentRunId).SingleAsync(cancellation);
        var failed = RetryRules.FailedStep(steps);
        var hasRunResults =
            failed is not null
            && await db.Artifacts.AnyAsync(
                row => row.RunId == run.Id && row.Step == failed.Index && row.Path == "run_results.json",
                cancellation
            );
        var refusal = RetryRules.Refusal(run, latest, failed, hasRunResults);
        var skipped = run.Commands.Skip(failed?.Command is { } command ? run.Commands.IndexOf(command) + 1 : 0).ToList();
        return new(refusal, failed, skipped);
    }
}
