using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Things beside runs that were asked for and that the caller may see.</summary>
internal sealed record RunRelated
{
    public static RunRelated None { get; } = new();

    public Related<RunTrigger> Triggers { get; private init; } = Related<RunTrigger>.None;

    public Related<Job> Jobs { get; private init; } = Related<Job>.None;

    /// <summary>Environments; null where nobody asked.</summary>
    public RelatedEnvironments? Environments { get; private init; }

    /// <summary>Repositories by project.</summary>
    public Related<Repository> Repositories { get; private init; } = Related<Repository>.None;

    /// <summary>Steps by run.</summary>
    public ILookup<long, RunStep> Steps { get; private init; } = Array.Empty<RunStep>().ToLookup(s => s.RunId);

    /// <summary>Retries by the run that they retry; null where nobody asked.</summary>
    public ILookup<long, Run>? Retries { get; private init; }

    /// <summary>What the runs and their jobs name and the caller may not see.</summary>
    public HiddenIds Hidden { get; init; } = HiddenIds.None;

    public bool WithAudit { get; private init; }

    public bool WithDebugLogs { get; private init; }

    /// <summary>The triggers alone.</summary>
    public static async Task<RunRelated> TriggersOfAsync(HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var ids = runs.Select(r => r.TriggerId).ToList();
        return new()
        {
            Triggers = new(await db.RunTriggers.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellation)),
        };
    }

    /// <summary>What the call asks for.</summary>
    public static async Task<RunRelated> OfAsync(CallContext call, HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var related = new RelatedRows(call, db);
        var triggers = call.Wants(RunIncludes.Trigger) ? await TriggersOfAsync(db, runs, cancellation) : None;
        var (jobs, environments) = (runs.Select(r => (long?)r.JobDefinitionId), runs.Select(r => (long?)r.EnvironmentId));
        var withDebugLogs = call.Wants(RunIncludes.DebugLogs);
        var shownJobs = await related.JobsAsync(RunIncludes.Job, jobs, cancellation);
        var retries = call.Wants(RunIncludes.Retries) ? await RetriesAsync(call, db, runs, cancellation) : null;
        var shown = retries is null ? runs : [.. runs, .. retries.SelectMany(r => r)];
        return triggers with
        {
            Jobs = shownJobs,
            Hidden = await HiddenThings.OfAsync(call, db, shownJobs.All, shown, cancellation),
            Environments = await related.EnvironmentsAsync(RunIncludes.Environment, environments, cancellation),
            Repositories = call.Wants(RunIncludes.Repository)
                ? await RepositoriesAsync(related, db, runs, cancellation)
                : None.Repositories,
            Steps = call.Wants(RunIncludes.Steps) || withDebugLogs ? await StepsAsync(db, runs, cancellation) : None.Steps,
            Retries = retries,
            WithAudit = call.Wants(RunIncludes.Audit),
            WithDebugLogs = withDebugLogs,
        };
    }

    private static async Task<Related<Repository>> RepositoriesAsync(
        RelatedRows related,
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        CancellationToken cancellation
    )
    {
        var projects = runs.Select(r => r.ProjectId).Distinct().ToList();
        var of = await db.Projects.Where(p => projects.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.RepositoryId, cancellation);
        var found = await related.RepositoriesAsync(RunIncludes.Repository, of.Values, cancellation);
        return new(of.Where(p => found[p.Value] is not null).ToDictionary(p => p.Key, p => found[p.Value]!));
    }

    private static async Task<ILookup<long, RunStep>> StepsAsync(HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var ids = runs.Select(r => r.Id).ToList();
        var steps = await db.RunSteps.AsNoTracking().Where(s => ids.Contains(s.RunId)).OrderBy(s => s.Index).ToListAsync(cancellation);
        return steps.ToLookup(s => s.RunId);
    }

    private static async Task<ILookup<long, Run>> RetriesAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        CancellationToken cancellation
    )
    {
        var ids = runs.Select(r => (long?)r.Id).ToList();
        var retries = await db.Runs.AsNoTracking().Where(r => ids.Contains(r.RetryingRunId)).OrderBy(r => r.Id).ToListAsync(cancellation);
        return retries.Where(r => call.MaySee(RunIncludes.Retries, RowTargets.Of(r))).ToLookup(r => r.RetryingRunId!.Value);
    }
}
