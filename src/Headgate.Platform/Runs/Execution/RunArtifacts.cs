using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Keeps what a step wrote into the target folder. Links are not followed, and secrets are taken out of texts.</summary>
public sealed class RunArtifacts(IDbContextFactory<HeadgateDb> databases, ArtifactStore store, TimeProvider clock)
{
    private const int MostFiles = 50_000;

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
        if (!target.Exists || target.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var file in target.EnumerateFiles("*", Everything).Where(before.IsWritten).Take(MostFiles))
        {
            var (sha256, size) = await KeepAsync(file, step.Scrubber, cancellation);
            db.Add(
                new Artifact
                {
                    AccountId = step.Plan.Run.AccountId,
                    RunId = step.Plan.Run.Id,
                    Step = step.Step.Index,
                    Path = Path.GetRelativePath(target.FullName, file.FullName).Replace('\\', '/'),
                    Sha256 = sha256,
                    Size = size,
                    CreatedAt = clock.Now(),
                }
            );
        }
        await db.SaveChangesAsync(cancellation);
    }

    internal static EnumerationOptions Everything { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device };

    private async Task<(string Sha256, long Size)> KeepAsync(FileInfo file, Scrubber scrubber, CancellationToken cancellation)
    {
        if (!scrubber.IsEmpty && Texts.Contains(file.Extension))
        {
            var text = await File.ReadAllTextAsync(file.FullName, cancellation);
            if (scrubber.Finds(text))
            {
                using var clean = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(scrubber.Clean(text)));
                return await store.PutAsync(clean, cancellation);
            }
        }
        return await store.PutAsync(file.FullName, cancellation);
    }
}
