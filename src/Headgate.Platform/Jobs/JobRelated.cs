using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Adds related things to views of jobs: those that were asked for and that the caller may see.</summary>
internal static class JobRelated
{
    public static async ValueTask<IReadOnlyList<JobView>> ViewsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Job> jobs,
        CancellationToken cancellation
    )
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        var environments = await call.IncludedAsync(
            JobIncludes.Environment,
            db.Environments,
            jobs.Select(j => (long?)j.EnvironmentId),
            RowTargets.Of,
            cancellation
        );
        var newest = await RunsAsync(call, db, JobIncludes.MostRecentRun, jobs.Select(j => j.MostRecentRunId), cancellation);
        var completed = await RunsAsync(
            call,
            db,
            JobIncludes.MostRecentCompletedRun,
            jobs.Select(j => j.MostRecentCompletedRunId),
            cancellation
        );
        var variables = call.Wants(JobIncludes.Variables) ? await VariablesAsync(db, jobs, cancellation) : null;
        return
        [
            .. jobs.Select(job =>
                JobView.Of(job, now) with
                {
                    Environment = environments.GetValueOrDefault(job.EnvironmentId) is { } environment
                        ? EnvironmentV2View.Of(environment)
                        : null,
                    MostRecentRun = newest.GetValueOrDefault(job.MostRecentRunId ?? 0),
                    MostRecentCompletedRun = completed.GetValueOrDefault(job.MostRecentCompletedRunId ?? 0),
                    CustomEnvironmentVariables =
                        variables is not null && call.MaySee(JobIncludes.Variables, RowTargets.Of(job)) ? [.. variables[job.Id]] : null,
                }
            ),
        ];
    }

    private static async Task<Dictionary<long, RunView>> RunsAsync(
        CallContext call,
        HeadgateDb db,
        Include include,
        IEnumerable<long?> ids,
        CancellationToken cancellation
    )
    {
        var runs = await call.IncludedAsync(include, db.Runs, ids, RowTargets.Of, cancellation);
        if (runs.Count == 0)
        {
            return [];
        }
        var views = await call.Service<IRunSummaries>().OfAsync(db, [.. runs.Values], cancellation);
        return views.ToDictionary(v => v.Id);
    }

    private static async Task<ILookup<long, string>> VariablesAsync(HeadgateDb db, IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        var ids = jobs.Select(j => (long?)j.Id).ToList();
        var rows = await db
            .EnvironmentVariables.AsNoTracking()
            .Where(v => ids.Contains(v.JobDefinitionId) && v.State == RowState.Active)
            .Select(v => new { v.JobDefinitionId, v.Name })
            .ToListAsync(cancellation);
        return rows.ToLookup(r => r.JobDefinitionId!.Value, r => r.Name);
    }
}
