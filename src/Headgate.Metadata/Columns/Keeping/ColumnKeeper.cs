using System.Text.Json;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.Columns.Binding;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Metadata.Columns.Keeping;

/// <summary>
/// Keeps what is known of columns up to date with what is known of environments. It follows their versions, so that after a crash it goes on, and reading artifacts never waits
/// for it.
/// </summary>
internal sealed partial class ColumnKeeper(
    IDbContextFactory<HeadgateDb> databases,
    Func<IBinding> bindings,
    TimeProvider clock,
    ILogger<ColumnKeeper> logger
)
{
    /// <summary>Kinds of nodes that have tables or stand between those that do.</summary>
    private static readonly string[] Kinds = ["model.", "snapshot.", "seed.", "source."];

    /// <summary>What one environment may take at once; the rest of a project that is slower is not known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Looks at all environments that have changed. Gives how many queries were bound.</summary>
    public async Task<int> KeepAsync(CancellationToken cancellation)
    {
        List<MetadataEnvironment> changed;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            changed = await db
                .MetadataEnvironments.AsNoTracking()
                .Where(row => row.ColumnsVersion < row.Version)
                .OrderBy(row => row.Id)
                .ToListAsync(cancellation);
        }
        var bound = 0;
        foreach (var environment in changed)
        {
            bound += await KeepAsync(environment, cancellation);
        }
        return bound;
    }

    private async Task<int> KeepAsync(MetadataEnvironment environment, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var relations = await RelationsAsync(db, environment.EnvironmentId, cancellation);
        var without = relations.Values.Where(r => r.Catalog is null).Select(r => r.DefinitionId).ToHashSet();
        var manifest = new Dictionary<long, IReadOnlyList<TableColumn>>();
        foreach (var ids in without.Chunk(500))
        {
            foreach (
                var row in await db
                    .MetadataDefinitions.Where(d => ids.Contains(d.Id))
                    .Select(d => new { d.Id, d.Body })
                    .ToListAsync(cancellation)
            )
            {
                manifest[row.Id] = KnownColumns.OfManifest(row.Body);
            }
        }
        var kept = await db
            .MetadataColumns.Where(row => row.EnvironmentId == environment.EnvironmentId)
            .Select(row => new
            {
                row.UniqueId,
                row.Checksum,
                row.Columns,
            })
            .ToDictionaryAsync(row => row.UniqueId, row => (row.Checksum, row.Columns), StringComparer.Ordinal, cancellation);
        await using var binding = bindings();
        var (work, began) = (new ColumnWork(relations, manifest, kept, binding), clock.GetTimestamp());
        try
        {
            await work.RunAsync(() => clock.GetElapsedTime(began) < Patience, cancellation);
        }
        catch (BindingException failure)
        {
            // What was known stays, and it is tried again with the next look.
            LogNotBound(environment.EnvironmentId, failure.Message);
            return work.Bound;
        }
        await WriteAsync(db, environment, work.Found, kept, cancellation);
        return work.Bound;
    }

    private static async Task<Dictionary<string, KnownRelation>> RelationsAsync(
        HeadgateDb db,
        long environment,
        CancellationToken cancellation
    )
    {
        var (models, snapshots, seeds, sources) = (Kinds[0], Kinds[1], Kinds[2], Kinds[3]);
        var rows = await (
            from node in db.MetadataNodes
            where node.EnvironmentId == environment && node.DefinitionId != null
            where
                node.UniqueId.StartsWith(models)
                || node.UniqueId.StartsWith(snapshots)
                || node.UniqueId.StartsWith(seeds)
                || node.UniqueId.StartsWith(sources)
            join definition in db.MetadataDefinitions on (node.AppliedId ?? node.DefinitionId) equals definition.Id
            select new
            {
                node.UniqueId,
                definition.Id,
                definition.Outline,
                node.CompiledCode,
                node.Catalog,
            }
        ).ToListAsync(cancellation);
        return rows.ToDictionary(
            row => row.UniqueId,
            row => new KnownRelation(
                JsonSerializer.Deserialize(row.Outline, MetadataJson.Default.NodeOutline)!,
                row.Id,
                row.CompiledCode,
                row.Catalog
            ),
            StringComparer.Ordinal
        );
    }

    /// <summary>Writes what changed, unless another server was faster: both would write the same.</summary>
    private static async Task WriteAsync(
        HeadgateDb db,
        MetadataEnvironment environment,
        Dictionary<string, (string Checksum, byte[] Columns)> found,
        Dictionary<string, (string Checksum, byte[] Columns)> kept,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var isOurs = await db
            .MetadataEnvironments.Where(row => row.Id == environment.Id && row.ColumnsVersion < environment.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ColumnsVersion, environment.Version), cancellation);
        if (isOurs == 0)
        {
            return;
        }
        var changed = found.Where(row => !kept.TryGetValue(row.Key, out var before) || before.Checksum != row.Value.Checksum).ToList();
        foreach (var ids in changed.Select(row => row.Key).Concat(kept.Keys.Where(id => !found.ContainsKey(id))).Chunk(500))
        {
            await db
                .MetadataColumns.Where(row => row.EnvironmentId == environment.EnvironmentId && ids.Contains(row.UniqueId))
                .ExecuteDeleteAsync(cancellation);
        }
        db.AddRange(
            changed.Select(row => new MetadataColumns
            {
                AccountId = environment.AccountId,
                EnvironmentId = environment.EnvironmentId,
                UniqueId = row.Key,
                Checksum = row.Value.Checksum,
                Columns = row.Value.Columns,
            })
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(EventId = 3404, Level = LogLevel.Error, Message = "Columns of environment {EnvironmentId} are not known: {Why}")]
    private partial void LogNotBound(long environmentId, string why);
}
