using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Retries;

/// <summary>Artifacts of earlier runs that a run starts with: the manifest it defers to, and the results of the run that it retries.</summary>
public sealed class RetryMaterial(IDbContextFactory<HeadgateDb> databases, ArtifactStore store)
{
    private static readonly string[] RetryFiles = ["run_results.json", "manifest.json"];

    /// <summary>Puts the files into the run's folders. Returns the command that failed in the run that is retried, or null.</summary>
    internal async Task<string?> PrepareAsync(RunPlan plan, RunFolders folders, CancellationToken cancellation)
    {
        if (plan.Run.DeferringRunId is { } deferring)
        {
            await PutAsync(deferring, upTo: null, ["manifest.json"], folders.State, cancellation);
        }
        if (plan.Run.RetryingRunId is not { } retried || plan.Run.RetryFromStep is not { } index)
        {
            return null;
        }
        await PutAsync(retried, index, RetryFiles, folders.RetryState, cancellation);
        return await FailedCommandAsync(retried, index, cancellation);
    }

    /// <summary>A retry that failed itself stands for the command that it went on with, so the commands after that one are not forgotten.</summary>
    private async Task<string?> FailedCommandAsync(long runId, int index, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        while (true)
        {
            var step = await db.RunSteps.AsNoTracking().SingleOrDefaultAsync(row => row.RunId == runId && row.Index == index, cancellation);
            var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, cancellation);
            if (step?.Command != CommandPlan.Retry || run.RetryingRunId is not { } earlier || run.RetryFromStep is not { } earlierIndex)
            {
                return step?.Command;
            }
            (runId, index) = (earlier, earlierIndex);
        }
    }

    /// <summary>Puts the retried run's results where <c>dbt retry</c> looks for them: into the target folder.</summary>
    internal static void PutTarget(RunFolders folders, string projectFolder)
    {
        if (!Directory.Exists(folders.RetryState))
        {
            return;
        }
        var target = Path.Combine(projectFolder, "target");
        if (RunFiles.HasLink(folders.Root, target))
        {
            throw new BoxException(
                "box process: the project made its target folder a link, so the results to retry from cannot be put there."
            );
        }
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(folders.RetryState))
        {
            // What a step before put there, be it a link, goes first: copying onto it would write to what it leads to.
            var place = Path.Combine(target, Path.GetFileName(file));
            File.Delete(place);
            File.Copy(file, place);
        }
    }

    private async Task PutAsync(long runId, int? upTo, string[] paths, string folder, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .Artifacts.AsNoTracking()
            .Where(row => row.RunId == runId && paths.Contains(row.Path) && (upTo == null || row.Step <= upTo))
            .OrderBy(row => row.Step)
            .ToListAsync(cancellation);
        foreach (var row in rows.GroupBy(row => row.Path).Select(versions => versions.Last()))
        {
            Directory.CreateDirectory(folder);
            if (store.Open(row.Sha256) is { } content)
            {
                await using var source = content;
                await using var target = File.Create(Path.Combine(folder, row.Path));
                await source.CopyToAsync(target, cancellation);
            }
        }
    }
}
