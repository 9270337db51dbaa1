using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.State;

/// <summary>
/// What is known of environments, kept in memory while it does not change: outlines and dependencies of all nodes. All else stays in the database and is read where it is asked
/// for. A few environments are kept, those asked about last.
/// </summary>
internal sealed class EnvironmentStates(IDbContextFactory<HeadgateDb> databases)
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<long, Kept> _kept = new();
    private long _uses;

    /// <summary>The state of an environment; null where nothing is known of it.</summary>
    public async ValueTask<EnvironmentState?> FindAsync(long environment, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        while (true)
        {
            var row = await db.MetadataEnvironments.AsNoTracking().FirstOrDefaultAsync(r => r.EnvironmentId == environment, cancellation);
            if (row is not { Version: > 0 })
            {
                return null;
            }
            if (_kept.TryGetValue(environment, out var kept) && kept.State.Row.Version == row.Version)
            {
                kept.Used = Interlocked.Increment(ref _uses);
                return kept.State;
            }
            var state = await LoadAsync(db, row, cancellation);
            var now = await db
                .MetadataEnvironments.Where(r => r.EnvironmentId == environment)
                .Select(r => r.Version)
                .FirstOrDefaultAsync(cancellation);
            if (now == row.Version)
            {
                Keep(environment, state);
                return state;
            }
            // A run was written meanwhile: half of what was read may be of before.
        }
    }

    private void Keep(long environment, EnvironmentState state)
    {
        _kept[environment] = new Kept(state) { Used = Interlocked.Increment(ref _uses) };
        while (_kept.Count > Most && _kept.MinBy(entry => entry.Value.Used) is { Key: var oldest })
        {
            _kept.TryRemove(oldest, out _);
        }
    }

    private static async Task<EnvironmentState> LoadAsync(HeadgateDb db, MetadataEnvironment row, CancellationToken cancellation)
    {
        var environment = row.EnvironmentId;
        var outlines = await db
            .MetadataDefinitions.Where(d =>
                d.EnvironmentId == environment
                && db.MetadataNodes.Any(n =>
                    n.EnvironmentId == environment && n.UniqueId == d.UniqueId && (n.DefinitionId == d.Id || n.AppliedId == d.Id)
                )
            )
            .Select(d => new { d.Id, d.Outline })
            .ToDictionaryAsync(d => d.Id, d => JsonSerializer.Deserialize(d.Outline, MetadataJson.Default.NodeOutline)!, cancellation);
        var nodes = await db
            .MetadataNodes.AsNoTracking()
            .Where(n => n.EnvironmentId == environment && n.DefinitionId != null)
            .Select(n => new MetadataNode
            {
                Id = n.Id,
                DefinitionId = n.DefinitionId,
                AppliedId = n.AppliedId,
                Execution = n.Execution,
                Freshness = n.Freshness,
                CatalogRunId = n.CatalogRunId,
                CatalogJobId = n.CatalogJobId,
                CatalogAt = n.CatalogAt,
            })
            .ToListAsync(cancellation);
        var place = new StatePlace(row.AccountId, row.ProjectId, environment)
        {
            JobId = row.DefinitionJobId,
            RunId = row.DefinitionRunId,
            GeneratedAt = row.ManifestGeneratedAt,
            DbtVersion = row.DbtVersion,
            DbtProjectName = row.DbtProjectName,
        };
        var defined = nodes.Select(n => View(n, n.DefinitionId!.Value, outlines)).OfType<ViewNode>().ToList();
        var byId = defined.ToDictionary(n => n.Id, StringComparer.Ordinal);
        var applied = nodes
            .Where(n => IsApplied(n, outlines))
            .Select(n => View(n, n.AppliedId ?? n.DefinitionId!.Value, outlines))
            .OfType<ViewNode>();
        return new EnvironmentState(
            row,
            new StateGraph(StateView.Applied, place, applied, byId.GetValueOrDefault),
            new StateGraph(StateView.Defined, place, defined)
        );
    }

    private static bool IsApplied(MetadataNode node, Dictionary<long, NodeOutline> outlines) =>
        node.AppliedId is not null || node.Execution is not null || !NodeKinds.IsExecuted(outlines[node.DefinitionId!.Value].ResourceType);

    private static ViewNode? View(MetadataNode row, long definition, Dictionary<long, NodeOutline> outlines) =>
        NodeKinds.NameOf(outlines[definition].ResourceType) is { } kind
            ? new ViewNode
            {
                Outline = outlines[definition],
                Kind = kind,
                RowId = row.Id,
                DefinitionId = definition,
                Execution = row.Execution is null ? null : JsonSerializer.Deserialize(row.Execution, MetadataJson.Default.NodeExecution),
                Freshness = row.Freshness is null ? null : JsonSerializer.Deserialize(row.Freshness, MetadataJson.Default.NodeFreshness),
                CatalogFrom = row.CatalogAt is null ? null : new CatalogOrigin(row.CatalogRunId, row.CatalogJobId, row.CatalogAt),
            }
            : null;

    private sealed class Kept(EnvironmentState state)
    {
        public EnvironmentState State { get; } = state;
        public long Used { get; set; }
    }
}
