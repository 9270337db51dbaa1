using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Headgate.Platform.Related;

/// <summary>
/// Jobs, environments and runs that the rows of an answer name and that lie outside of what the caller may see, such as the job of another project after which a job
/// runs. Their ids are withheld, as the things themselves are. A caller who may see everything costs no query.
/// </summary>
internal static class HiddenThings
{
    /// <summary>What some jobs and runs name and the caller may not see.</summary>
    public static async ValueTask<HiddenIds> OfAsync(
        CallContext call,
        HeadgateDb db,
        IEnumerable<Job> jobs,
        IEnumerable<Run> runs,
        CancellationToken cancellation
    )
    {
        var scope = call.Scope;
        if (scope.All)
        {
            return HiddenIds.None;
        }
        var named = jobs.ToList();
        var jobIds = named.SelectMany(j => new[] { j.CompletionJobId, j.DeferringJobDefinitionId }).OfType<long>().Distinct().ToList();
        var environmentIds = named.Select(j => j.DeferringEnvironmentId).OfType<long>().Distinct().ToList();
        var runIds = runs.SelectMany(r => r.BlockedBy.Append(r.DeferringRunId ?? 0)).Where(id => id > 0).Distinct().ToList();
        return jobIds.Count + environmentIds.Count + runIds.Count == 0
            ? HiddenIds.None
            : new(
                await HiddenAsync(
                    jobIds,
                    db.Jobs.Where(j => jobIds.Contains(j.Id)).Select(j => new Place(j.Id, j.ProjectId, j.EnvironmentId, j.Id))
                ),
                await HiddenAsync(
                    environmentIds,
                    db.Environments.Where(e => environmentIds.Contains(e.Id)).Select(e => new Place(e.Id, e.ProjectId, e.Id, null))
                ),
                await HiddenAsync(
                    runIds,
                    db.Runs.Where(r => runIds.Contains(r.Id)).Select(r => new Place(r.Id, r.ProjectId, r.EnvironmentId, r.JobDefinitionId))
                )
            );

        async Task<HashSet<long>> HiddenAsync(List<long> ids, IQueryable<Place> places) =>
            ids.Count == 0
                ? []
                : [.. (await places.ToListAsync(cancellation)).Where(p => !scope.Sees(p.Project, p.Environment, p.Job)).Select(p => p.Id)];
    }

    /// <summary>What a replacement leaves out because its caller was not shown it stays as it was.</summary>
    public static void Keep(HiddenIds hidden, EntityEntry<Job> replaced)
    {
        if (hidden == HiddenIds.None)
        {
            return;
        }
        var (before, job) = ((Job)replaced.OriginalValues.ToObject(), replaced.Entity);
        if (before.DeferringJobDefinitionId is { } other && hidden.Jobs.Contains(other) && IsWithoutDeferral(job))
        {
            job.DeferringJobDefinitionId = other;
        }
        if (before.DeferringEnvironmentId is { } environment && hidden.Environments.Contains(environment) && IsWithoutDeferral(job))
        {
            job.DeferringEnvironmentId = environment;
        }
        if (before.CompletionJobId is { } first && hidden.Jobs.Contains(first) && job.CompletionJobId is null)
        {
            (job.CompletionJobId, job.CompletionProjectId) = (first, before.CompletionProjectId);
            job.CompletionStatuses = before.CompletionStatuses;
        }
    }

    private static bool IsWithoutDeferral(Job job) => job is { DeferringEnvironmentId: null, DeferringJobDefinitionId: null };

    private sealed record Place(long Id, long Project, long? Environment, long? Job);
}
