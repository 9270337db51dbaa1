using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Models;

/// <summary>The newest manifest of an environment that its own code made: not that of a run for which someone chose another branch, or commands of their own.</summary>
/// <param name="RunId">The run that left it.</param>
/// <param name="Sha256">Its address in the store of artifacts.</param>
internal sealed record NewestManifest(long RunId, string Sha256)
{
    /// <summary>What dbt calls it.</summary>
    public const string FileName = "manifest.json";

    /// <summary>What is said where there is none.</summary>
    public const string NoneYet = "no run of the environment has left a manifest yet that tells of its models";

    /// <summary>How many runs are looked through: where all of them were somebody's own, nothing is known.</summary>
    private const int MostRuns = 100;

    /// <summary>Finds it; null where no run has left one.</summary>
    public static async Task<NewestManifest?> OfAsync(HeadgateDb db, long environmentId, CancellationToken cancellation)
    {
        var runs = await db
            .Runs.AsNoTracking()
            .Where(run => run.EnvironmentId == environmentId && run.Status == RunStatus.Success)
            .OrderByDescending(run => run.Id)
            .Take(MostRuns)
            .Join(db.RunTriggers, run => run.TriggerId, trigger => trigger.Id, (run, trigger) => new { run.Id, Trigger = trigger })
            .ToListAsync(cancellation);
        foreach (var run in runs.Where(run => IsOwn(run.Trigger)).OrderByDescending(run => run.Id))
        {
            var sha256 = await db
                .Artifacts.Where(artifact => artifact.RunId == run.Id && artifact.Path == FileName)
                .OrderByDescending(artifact => artifact.Step)
                .Select(artifact => artifact.Sha256)
                .FirstOrDefaultAsync(cancellation);
            if (sha256 is not null)
            {
                return new NewestManifest(run.Id, sha256);
            }
        }
        return null;
    }

    private static bool IsOwn(RunTrigger trigger) => trigger is { GitBranch: null, GitSha: null, StepsOverride: null or [] };
}
