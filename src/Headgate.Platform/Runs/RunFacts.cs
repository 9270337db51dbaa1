using Headgate.Platform.Runs.Retries;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>What views of runs need beside the runs: newest runs of their jobs, results, and the related things that were asked for.</summary>
internal sealed class RunFacts
{
    private readonly Dictionary<long, long?> _newestRuns = [];

    public Dictionary<long, RunTrigger> Triggers { get; private set; } = [];

    public Dictionary<long, Job> RelatedJobs { get; private set; } = [];

    public Dictionary<long, DbtEnvironment> Environments { get; private set; } = [];

    /// <summary>Repositories by project.</summary>
    public Dictionary<long, Repository> Repositories { get; private set; } = [];

    /// <summary>Steps by run.</summary>
    public Dictionary<long, List<RunStep>> Steps { get; private set; } = [];

    /// <summary>Steps of failed runs that left run results.</summary>
    public HashSet<(long RunId, int Step)> WithResults { get; private set; } = [];

    /// <summary>The step that failed, by failed run.</summary>
    public Dictionary<long, RunStep> FailedSteps { get; private set; } = [];

    public bool WithAudit { get; private init; }

    public long? NewestRunOf(long job) => _newestRuns.GetValueOrDefault(job);

    public static async Task<RunFacts> LoadAsync(
        HeadgateDb db,
        IReadOnlyList<Run> runs,
        IReadOnlySet<string> related,
        CancellationToken cancellation
    )
    {
        var facts = new RunFacts { WithAudit = related.Contains("audit") };
        await facts.LoadRetryAsync(db, runs, cancellation);
        if (related.Contains("trigger"))
        {
            var ids = runs.Select(r => r.TriggerId).ToList();
            facts.Triggers = await db.RunTriggers.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellation);
        }
        if (related.Contains("job"))
        {
            var ids = runs.Select(r => r.JobDefinitionId).Distinct().ToList();
            facts.RelatedJobs = await db.Jobs.AsNoTracking().Where(j => ids.Contains(j.Id)).ToDictionaryAsync(j => j.Id, cancellation);
        }
        if (related.Contains("environment"))
        {
            var ids = runs.Select(r => r.EnvironmentId).Distinct().ToList();
            facts.Environments = await db
                .Environments.AsNoTracking()
                .Where(e => ids.Contains(e.Id))
                .ToDictionaryAsync(e => e.Id, cancellation);
        }
        if (related.Contains("repository"))
        {
            await facts.LoadRepositoriesAsync(db, runs, cancellation);
        }
        if (related.Contains("run_steps") || related.Contains("debug_logs"))
        {
            var ids = runs.Select(r => r.Id).ToList();
            var steps = await db.RunSteps.AsNoTracking().Where(s => ids.Contains(s.RunId)).OrderBy(s => s.Index).ToListAsync(cancellation);
            facts.Steps = steps.GroupBy(s => s.RunId).ToDictionary(g => g.Key, g => g.ToList());
        }
        return facts;
    }

    /// <summary>Only failed runs can be retried, so only for them anything is read.</summary>
    private async Task LoadRetryAsync(HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var failed = runs.Where(r => r.Status == RunStatus.Error).ToList();
        if (failed.Count == 0)
        {
            return;
        }
        var jobs = failed.Select(r => r.JobDefinitionId).Distinct().ToList();
        foreach (
            var job in await db.Jobs.Where(j => jobs.Contains(j.Id)).Select(j => new { j.Id, j.MostRecentRunId }).ToListAsync(cancellation)
        )
        {
            _newestRuns[job.Id] = job.MostRecentRunId;
        }
        var ids = failed.Select(r => r.Id).ToList();
        var results = await db
            .Artifacts.Where(a => ids.Contains(a.RunId) && a.Path == "run_results.json")
            .Select(a => new { a.RunId, a.Step })
            .ToListAsync(cancellation);
        WithResults = results.Select(a => (a.RunId, a.Step)).ToHashSet();
        var steps = await db.RunSteps.AsNoTracking().Where(s => ids.Contains(s.RunId)).ToListAsync(cancellation);
        FailedSteps = steps.GroupBy(s => s.RunId).Select(g => RetryRules.FailedStep(g)).OfType<RunStep>().ToDictionary(s => s.RunId);
    }

    private async Task LoadRepositoriesAsync(HeadgateDb db, IReadOnlyList<Run> runs, CancellationToken cancellation)
    {
        var projects = runs.Select(r => r.ProjectId).Distinct().ToList();
        var found = await db
            .Projects.AsNoTracking()
            .Where(p => projects.Contains(p.Id) && p.RepositoryId != null)
            .Join(db.Repositories, p => p.RepositoryId, r => (long?)r.Id, (p, r) => new { p.Id, Repository = r })
            .ToListAsync(cancellation);
        Repositories = found.ToDictionary(f => f.Id, f => f.Repository);
    }
}
