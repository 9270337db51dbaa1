using System.IO.Pipelines;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Keeps what a step wrote into the target folder. Links are not followed, and secrets are taken out of texts.</summary>
public sealed class RunArtifacts(IDbContextFactory<HeadgateDb> databases, ArtifactStore store, TimeProvider clock)
{
    /// <summary>Most artifacts of one step, wherever it is executed.</summary>
    internal const int MostFiles = 50_000;

    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ".json",
        ".sql",
        ".log",
        ".txt",
        ".yml",
        ".yaml",
        ".html",
        ".csv",
        ".md",
    };

    internal async Task SaveAsync(StepContext step, TargetBefore before, CancellationToken cancellation)
    {
        var target = new DirectoryInfo(Path.Combine(step.ProjectFolder, "target"));
        if (!target.Exists || RunFiles.HasLink(step.Folders.Root, target.FullName))
        {
            return;
        }
        var leftOut = 0;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var (kept, tooMany) = (0, 0);
        foreach (var file in target.EnumerateFiles("*", Everything).Where(before.IsWritten))
        {
            var path = Path.GetRelativePath(target.FullName, file.FullName);
            await using var content =
                kept < MostFiles && ArtifactNames.IsPlain(path) ? RunFiles.OpenRegular(step.Folders.Root, file.FullName) : null;
            if (content is null)
            {
                _ = kept < MostFiles ? leftOut++ : tooMany++;
                continue;
            }
            kept++;
            var (sha256, size) = await KeepAsync(content, file.Extension, step.Scrubber, cancellation);
            db.Add(
                new Artifact
                {
                    AccountId = step.Plan.Run.AccountId,
                    RunId = step.Plan.Run.Id,
                    Step = step.Step.Index,
                    Path = path,
                    Sha256 = sha256,
                    Size = size,
                    CreatedAt = clock.Now(),
                }
            );
        }
        if (leftOut > 0)
        {
            step.Log.WriteLine($"{leftOut} entries of the target folder were left out: they are no plain files with one plain name.");
        }
        if (tooMany > 0)
        {
            step.Log.WriteLine($"{tooMany} files of the target folder were left out: a step keeps {MostFiles:N0} at most.");
        }
        await db.SaveChangesAsync(cancellation);
    }

    internal static EnumerationOptions Everything { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device };

    private async Task<(string Sha256, long Size)> KeepAsync(
        FileStream content,
        string extension,
        Scrubber scrubber,
        CancellationToken cancellation
    )
    {
        if (!scrubber.IsEmpty && Texts.Contains(extension))
        {
            using var reader = new StreamReader(content, leaveOpen: true);
            var isTold = await scrubber.FindsAsync(reader, cancellation);
            content.Position = 0;
            if (isTold)
            {
                return await CleanAsync(content, scrubber, cancellation);
            }
        }
        return await store.PutAsync(content, cancellation);
    }

    private async Task<(string Sha256, long Size)> CleanAsync(FileStream content, Scrubber scrubber, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        var kept = store.PutAsync(pipe.Reader.AsStream(), cancellation);
        try
        {
            using var reader = new StreamReader(content, leaveOpen: true);
            await using var writer = new StreamWriter(pipe.Writer.AsStream());
            await scrubber.CopyAsync(reader, writer, cancellation);
        }
        catch (Exception failure)
        {
            await pipe.Writer.CompleteAsync(failure);
            await kept.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
        return await kept;
    }
}
