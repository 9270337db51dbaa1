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
internal sealed class JobRelated(CallContext call, HeadgateDb db, IReadOnlyList<Job> jobs)
{
    private readonly RelatedRows _related = new(call, db);

    public async ValueTask<IReadOnlyList<JobView>> ViewsAsync(CancellationToken cancellation)
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        var ids = jobs.Select(j => (long?)j.EnvironmentId);
        var environments = await _related.EnvironmentsAsync(JobIncludes.Environment, ids, cancellation);
        var newest = await RunsAsync(JobIncludes.MostRecentRun, jobs.Select(j => j.MostRecentRunId), cancellation);
        var completed = await RunsAsync(JobIncludes.MostRecentCompletedRun, jobs.Select(j => j.MostRecentCompletedRunId), cancellation);
        var hidden = await HiddenThings.OfAsync(call, db, jobs, [], cancellation);
        var variables = _related.Adds(JobIncludes.Variables) ? await VariablesAsync(cancellation) : null;
        return
        [
            .. jobs.Select(job =>
                JobView.Of(job, now, hidden) with
                {
                    Environment = environments.View(job.EnvironmentId, EnvironmentV2View.Of),
                    MostRecentRun = newest.GetValueOrDefault(job.MostRecentRunId ?? 0),
                    MostRecentCompletedRun = completed.GetValueOrDefault(job.MostRecentCompletedRunId ?? 0),
                    CustomEnvironmentVariables =
                        variables is not null && call.MaySee(JobIncludes.Variables, RowTargets.Of(job)) ? [.. variables[job.Id]] : null,
                }
            ),
        ];
    }

    private async Task<Dictionary<long, RunView>> RunsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation)
    {
        var runs = (await _related.RunsAsync(include, ids, cancellation)).All;
        return runs.Count == 0
            ? []
            : (await call.Service<IRunSummaries>().OfAsync(call, db, runs, cancellation)).ToDictionary(view => view.Id);
    }

    private async Task<ILookup<long, string>> VariablesAsync(CancellationToken cancellation)
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
