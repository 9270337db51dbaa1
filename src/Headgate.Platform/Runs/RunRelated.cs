using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Things beside runs that were asked for and that the caller may see.</summary>
internal sealed record RunRelated
{
    private static readonly IReadOnlyList<long> Nothing = [];

    public static RunRelated None { get; } = new();

    public IReadOnlyDictionary<long, RunTrigger> Triggers { get; private init; } = new Dictionary<long, RunTrigger>();

    public IReadOnlyDictionary<long, Job> Jobs { get; private init; } = new Dictionary<long, Job>();

    public IReadOnlyDictionary<long, DbtEnvironment> Environments { get; private init; } = new Dictionary<long, DbtEnvironment>();

    /// <summary>Repositories by project.</summary>
    public IReadOnlyDictionary<long, Repository> Repositories { get; private init; } = new Dictionary<long, Repository>();

    /// <summary>Steps by run.</summary>
    public ILookup<long, RunStep> Steps { get; private init; } = Array.Empty<RunStep>().ToLookup(s => s.RunId);

    /// <summary>Retries by the run that they retry; null where nobody asked.</summary>
    public ILookup<long, Run>? Retries { get; private init; }

    public bool WithAudit { get; private init; }

    public bool WithDebugLogs { get; private init; }

    /// <summary>The triggers alone.</summary>
    public static async Task<RunRelated> TriggersOfAsync(HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var ids = runs.Select(r => r.TriggerId).ToList();
        return new()
        {
            Triggers = await db.RunTriggers.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellation),
        };
    }

    /// <summary>What the call asks for.</summary>
    public static async Task<RunRelated> OfAsync(CallContext call, HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var triggers = call.Wants(RunIncludes.Trigger) ? await TriggersOfAsync(db, runs, cancellation) : None;
        var withDebugLogs = call.Wants(RunIncludes.DebugLogs);
        return triggers with
        {
            Jobs = await call.IncludedAsync(
                RunIncludes.Job,
                db.Jobs,
                runs.Select(r => (long?)r.JobDefinitionId),
                RowTargets.Of,
                cancellation
            ),
            Environments = await call.IncludedAsync(
                RunIncludes.Environment,
                db.Environments,
                runs.Select(r => (long?)r.EnvironmentId),
                RowTargets.Of,
                cancellation
            ),
            Repositories = await RepositoriesAsync(call, db, runs, cancellation),
            Steps = call.Wants(RunIncludes.Steps) || withDebugLogs ? await StepsAsync(db, runs, cancellation) : None.Steps,
            Retries = call.Wants(RunIncludes.Retries) ? await RetriesAsync(call, db, runs, cancellation) : null,
            WithAudit = call.Wants(RunIncludes.Audit),
            WithDebugLogs = withDebugLogs,
        };
    }

    private static async Task<Dictionary<long, Repository>> RepositoriesAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        CancellationToken cancellation
    )
    {
        var projects = call.Wants(RunIncludes.Repository) ? [.. runs.Select(r => r.ProjectId).Distinct()] : Nothing;
        var of = await db
            .Projects.Where(p => projects.Contains(p.Id) && p.RepositoryId != null)
            .ToDictionaryAsync(p => p.Id, p => p.RepositoryId, cancellation);
        var found = await call.VisibleAsync(RunIncludes.Repository, db.Repositories, of.Values, RowTargets.Of, cancellation);
        return of.Where(p => found.ContainsKey(p.Value!.Value)).ToDictionary(p => p.Key, p => found[p.Value!.Value]);
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
