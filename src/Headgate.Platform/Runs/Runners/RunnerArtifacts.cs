using Headgate.Platform.Runs.Execution;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Runners;

/// <summary>Artifacts of steps that are executed elsewhere: each is kept once, and stays what it is.</summary>
public sealed class RunnerArtifacts(IDbContextFactory<HeadgateDb> databases, ArtifactStore store, TimeProvider clock)
{
    /// <summary>Most bytes of one artifact.</summary>
    internal const long MostBytes = 1024L * 1024 * 1024;

    internal async Task<RunnerAnswer> KeepAsync(long accountId, RunnerAddress address, Stream content, CancellationToken cancellation)
    {
        var (sha256, size) = await store.PutAsync(content, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ofStep = db.Artifacts.Where(row => row.RunId == address.RunId && row.Step == address.Step);
        if (await ofStep.FirstOrDefaultAsync(row => row.Path == address.Artifact, cancellation) is { } kept)
        {
            return kept.Sha256 == sha256
                ? RunnerAnswer.Kept(size)
                : RunnerAnswer.Conflict(
                    $"The artifact {address.Artifact} of this step is kept with other bytes; an artifact does not change."
                );
        }
        if (await ofStep.CountAsync(cancellation) >= RunArtifacts.MostFiles)
        {
            return RunnerAnswer.TooLarge($"The step has {RunArtifacts.MostFiles} artifacts, and no more are kept.");
        }
        db.Add(
            new Artifact
            {
                AccountId = accountId,
                RunId = address.RunId,
                Step = address.Step,
                Path = address.Artifact!,
                Sha256 = sha256,
                Size = size,
                CreatedAt = clock.Now(),
            }
        );
        await db.SaveChangesAsync(cancellation);
        return RunnerAnswer.Kept(size);
    }
}
