using Headgate.Catalogue;
using Headgate.Platform.Environments;
using Headgate.Platform.Runs;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Adds related things to views of jobs: those that were asked for and that the caller may see.</summary>
internal static class JobRelated
{
    /// <summary>Names that <c>include_related</c> knows for jobs.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["environment", "custom_environment_variables", "most_recent_run", "most_recent_completed_run", "fusion_readiness"];

    public static async Task<IReadOnlyList<JobView>> ViewsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Job> jobs,
        CancellationToken cancellation
    )
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        var related = call.Query.Related();
        var environments =
            related.Contains("environment") && call.MaySee(Capabilities.Environments, Permission.Read(PermissionResource.Environments))
                ? await EnvironmentsAsync(db, jobs, cancellation)
                : [];
        var runs = call.MaySee(Capabilities.Runs, Permission.Read(PermissionResource.Runs))
            ? await RunsAsync(call, db, jobs, related, cancellation)
            : [];
        var variables =
            related.Contains("custom_environment_variables")
            && call.MaySee(Capabilities.EnvironmentVariables, Permission.Read(PermissionResource.CustomEnvVariables))
                ? await VariablesAsync(db, jobs, cancellation)
                : null;
        var views = new List<JobView>(jobs.Count);
        foreach (var job in jobs)
        {
            views.Add(
                JobViews.Of(job, now) with
                {
                    Environment = environments.GetValueOrDefault(job.EnvironmentId) is { } environment
                        ? EnvironmentV2View.Of(environment)
                        : null,
                    MostRecentRun = related.Contains("most_recent_run") ? runs.GetValueOrDefault(job.MostRecentRunId ?? 0) : null,
                    MostRecentCompletedRun = related.Contains("most_recent_completed_run")
                        ? runs.GetValueOrDefault(job.MostRecentCompletedRunId ?? 0)
                        : null,
                    CustomEnvironmentVariables = variables?[job.Id].ToList(),
                }
            );
        }
        return views;
    }

    private static async Task<Dictionary<long, DbtEnvironment>> EnvironmentsAsync(
        HeadgateDb db,
        IReadOnlyList<Job> jobs,
        CancellationToken cancellation
    )
    {
        var ids = jobs.Select(j => j.EnvironmentId).Distinct().ToList();
        return await db.Environments.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellation);
    }

    private static async Task<Dictionary<long, RunView>> RunsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Job> jobs,
        IReadOnlySet<string> related,
        CancellationToken cancellation
    )
    {
        var ids = new HashSet<long>();
        foreach (var job in jobs)
        {
            if (related.Contains("most_recent_run") && job.MostRecentRunId is { } newest)
            {
                ids.Add(newest);
            }
            if (related.Contains("most_recent_completed_run") && job.MostRecentCompletedRunId is { } completed)
            {
                ids.Add(completed);
            }
        }
        if (ids.Count == 0)
        {
            return [];
        }
        var list = ids.ToList();
        var rows = await db.Runs.AsNoTracking().Where(r => list.Contains(r.Id)).ToListAsync(cancellation);
        var views = await call.Service<RunViews>().OfAsync(db, rows, new HashSet<string>(StringComparer.Ordinal), cancellation);
        return views.ToDictionary(v => v.Id);
    }

    private static async Task<ILookup<long, string>> VariablesAsync(HeadgateDb db, IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        var ids = jobs.Select(j => (long?)j.Id).ToList();
        var rows = await db
            .EnvironmentVariables.AsNoTracking()
            .Where(v => ids.Contains(v.JobDefinitionId))
            .Select(v => new { v.JobDefinitionId, v.Name })
            .ToListAsync(cancellation);
        return rows.ToLookup(r => r.JobDefinitionId!.Value, r => r.Name);
    }
}
