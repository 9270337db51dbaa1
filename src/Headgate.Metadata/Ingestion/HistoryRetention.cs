using Headgate.Metadata.Settings;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Ingestion;

/// <summary>Removes history that is older than it is kept, and what nothing names any more. What a node is now stays.</summary>
internal sealed class HistoryRetention(IDbContextFactory<HeadgateDb> databases, MetadataSettings settings, TimeProvider clock)
{
    /// <summary>Runs in one transaction: whoever writes meanwhile waits for one of them at most.</summary>
    private const int Batch = 20;

    /// <summary>Definitions of a run that is being written are named a moment later.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(1);

    /// <summary>Removes all that is to go. Gives how many runs' history that was.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancellation)
    {
        var (removed, before) = (0, clock.Now() - TimeSpan.FromDays(settings.KeepDays));
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var runs = await db
                .MetadataIngests.Where(row => row.RunEndedAt < before)
                .OrderBy(row => row.RunEndedAt)
                .Select(row => row.RunId)
                .Take(Batch)
                .ToListAsync(cancellation);
            if (runs.Count == 0)
            {
                await RemoveUnnamedAsync(db, cancellation);
                return removed;
            }
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.MetadataExecutions.Where(row => runs.Contains(row.RunId)).ExecuteDeleteAsync(cancellation);
            await db.MetadataIngests.Where(row => runs.Contains(row.RunId)).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            removed += runs.Count;
        }
    }

    private async Task RemoveUnnamedAsync(HeadgateDb db, CancellationToken cancellation)
    {
        var before = clock.Now() - Young;
        await db
            .MetadataNodes.Where(node =>
                !db.Environments.Any(e => e.Id == node.EnvironmentId && e.State == RowState.Active) || node.DefinitionId == null
            )
            .Where(node => !db.MetadataExecutions.Any(execution => execution.NodeId == node.Id))
            .ExecuteDeleteAsync(cancellation);
        await db
            .MetadataColumns.Where(row => !db.Environments.Any(e => e.Id == row.EnvironmentId && e.State == RowState.Active))
            .ExecuteDeleteAsync(cancellation);
        await db
            .MetadataDefinitions.Where(row => row.CreatedAt < before)
            .Where(row =>
                !db.MetadataNodes.Any(n =>
                    n.EnvironmentId == row.EnvironmentId
                    && n.UniqueId == row.UniqueId
                    && (n.DefinitionId == row.Id || n.AppliedId == row.Id)
                )
            )
            .Where(row =>
                !db.MetadataNodes.Any(n =>
                    n.EnvironmentId == row.EnvironmentId
                    && n.UniqueId == row.UniqueId
                    && db.MetadataExecutions.Any(x => x.NodeId == n.Id && x.DefinitionId == row.Id)
                )
            )
            .ExecuteDeleteAsync(cancellation);
    }
}
