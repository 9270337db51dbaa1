using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Columns.Keeping;

/// <summary>What is known of the columns of environments, kept in memory while it does not change; of a few, those asked about last.</summary>
internal sealed class ColumnStates(IDbContextFactory<HeadgateDb> databases)
{
    private const int Most = 8;

    private readonly ConcurrentDictionary<long, Kept> _kept = new();
    private long _uses;

    /// <summary>What is known of an environment.</summary>
    public async ValueTask<ColumnGraph> FindAsync(long environment, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var version = await db
            .MetadataEnvironments.Where(row => row.EnvironmentId == environment)
            .Select(row => row.ColumnsVersion)
            .FirstOrDefaultAsync(cancellation);
        if (_kept.TryGetValue(environment, out var kept) && kept.Version == version)
        {
            kept.Used = Interlocked.Increment(ref _uses);
            return kept.Graph;
        }
        var rows = await db
            .MetadataColumns.Where(row => row.EnvironmentId == environment)
            .Select(row => new { row.UniqueId, row.Columns })
            .ToListAsync(cancellation);
        var graph = new ColumnGraph(
            rows.ToDictionary(
                row => row.UniqueId,
                row => JsonSerializer.Deserialize(Packed.Unpack(row.Columns), ColumnsJson.Default.QueryColumns)!,
                StringComparer.Ordinal
            )
        );
        _kept[environment] = new Kept(version, graph) { Used = Interlocked.Increment(ref _uses) };
        while (_kept.Count > Most && _kept.MinBy(entry => entry.Value.Used) is { Key: var oldest })
        {
            _kept.TryRemove(oldest, out _);
        }
        return graph;
    }

    private sealed class Kept(long version, ColumnGraph graph)
    {
        public long Version { get; } = version;
        public ColumnGraph Graph { get; } = graph;
        public long Used { get; set; }
    }
}
