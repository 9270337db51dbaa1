using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Keeping;

/// <summary>Removes files of artifacts that no run names any more. Equal files of several runs are one, so that it goes with the last of them.</summary>
public sealed class ArtifactSweep(IDbContextFactory<HeadgateDb> databases, ArtifactStore artifacts, TimeProvider clock)
{
    /// <summary>A file is there before the row that names it; in a day every run that was writing has written its rows.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private const int Batch = 500;

    /// <summary>Removes them. Returns the bytes that they took.</summary>
    public async Task<long> SweepAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - Grace;
        artifacts.RemoveDrafts(before);
        var bytes = 0L;
        foreach (var addresses in artifacts.KeptBefore(before).Chunk(Batch))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var named = await db
                .Artifacts.Where(row => addresses.Contains(row.Sha256))
                .Select(row => row.Sha256)
                .Distinct()
                .ToListAsync(cancellation);
            bytes += addresses.Except(named, StringComparer.Ordinal).Sum(address => artifacts.Remove(address, before));
        }
        return bytes;
    }
}
