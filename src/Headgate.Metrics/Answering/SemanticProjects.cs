using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Headgate.Metrics.Semantics;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metrics.Answering;

/// <summary>Finds what projects say of their metrics, in the artifacts of runs; what was read last is kept by content.</summary>
internal sealed class SemanticProjects(IDbContextFactory<HeadgateDb> databases, ArtifactStore artifacts)
{
    private const int MostKept = 32;
    private const int RunsLookedAt = 50;
    private const int LargestManifest = 64 << 20;

    private readonly ConcurrentDictionary<string, SemanticProject> _kept = new(StringComparer.Ordinal);

    /// <summary>The project of an environment, as its newest successful run left it; null where none has left one. Runs of pull requests build elsewhere and do not count.</summary>
    /// <exception cref="InvalidSemanticManifestException">The manifest cannot be read.</exception>
    public async ValueTask<SemanticProject?> FindAsync(long environmentId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var runs = await (
            from run in db.Runs.AsNoTracking()
            join trigger in db.RunTriggers on run.TriggerId equals trigger.Id
            where run.EnvironmentId == environmentId && run.Status == RunStatus.Success
            where
                trigger.SchemaOverride == null
                && trigger.GithubPullRequestId == null
                && trigger.GitlabMergeRequestId == null
                && trigger.AzurePullRequestId == null
                && trigger.NonNativePullRequestId == null
            orderby run.Id descending
            select run.Id
        )
            .Take(RunsLookedAt)
            .ToListAsync(cancellation);
        var newest = await db
            .Artifacts.AsNoTracking()
            .Where(row => runs.Contains(row.RunId) && row.Path == SemanticManifestFile.Path)
            .OrderByDescending(row => row.RunId)
            .ThenByDescending(row => row.Step)
            .Select(row => new { row.Sha256, row.Size })
            .FirstOrDefaultAsync(cancellation);
        if (newest is null)
        {
            return null;
        }
        if (_kept.TryGetValue(newest.Sha256, out var kept))
        {
            return kept;
        }
        if (newest.Size > LargestManifest)
        {
            throw new InvalidSemanticManifestException($"The semantic manifest is larger than {LargestManifest} bytes.");
        }
        var read = await ReadAsync(newest.Sha256, cancellation);
        if (read is not null)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }
            _kept[newest.Sha256] = read;
        }
        return read;
    }

    private async Task<SemanticProject?> ReadAsync(string sha256, CancellationToken cancellation)
    {
        await using var stream = artifacts.Open(sha256);
        if (stream is null)
        {
            return null;
        }
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        var text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        return new SemanticProject(new MetricEngine(SemanticManifest.Parse(text)), JsonElement.Parse(text));
    }
}
