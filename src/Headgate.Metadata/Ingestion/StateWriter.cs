using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Ingestion;

/// <summary>
/// Writes what was read of a run, in one transaction with the mark that it was read: after a crash it is in effect once. Runs of one environment follow one another; what an
/// older run says of now comes too late, and goes to the history alone.
/// </summary>
internal sealed class StateWriter(IDbContextFactory<HeadgateDb> databases, TimeProvider clock)
{
    /// <summary>Writes it. Gives the row of the run; the one that was there where it had been read already.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="again">Whether it is written although it was read before.</param>
    /// <param name="cancellation">Ends the wait; nothing is written then.</param>
    public async Task<MetadataIngest> WriteAsync(ReadRun read, bool again, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var environment = await LockAsync(db, read.Run, cancellation);
        var before = await db.MetadataIngests.AsNoTracking().FirstOrDefaultAsync(row => row.RunId == read.Run.Id, cancellation);
        if (before is null || again)
        {
            if (before is not null)
            {
                await db.MetadataExecutions.Where(row => row.RunId == read.Run.Id).ExecuteDeleteAsync(cancellation);
                await db.MetadataIngests.Where(row => row.RunId == read.Run.Id).ExecuteDeleteAsync(cancellation);
            }
            before = await WriteAsync(db, read, environment, cancellation);
        }
        await MarkAsync(db, read.Run.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        return before;
    }

    /// <summary>Notes that nothing can be read of a run, so that it is not tried for ever.</summary>
    public async Task FailAsync(Run run, string note, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.MetadataIngests.Where(row => row.RunId == run.Id).ExecuteDeleteAsync(cancellation);
        var row = Row(new ReadRun(run), 0, 0);
        (row.State, row.Note) = (IngestState.Failed, note);
        db.Add(row);
        await db.SaveChangesAsync(cancellation);
        await MarkAsync(db, run.Id, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Marks what the outbox says of runs that are gone.</summary>
    public async Task PassOverAsync(long run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await MarkAsync(db, run, cancellation);
    }

    private async Task<MetadataIngest> WriteAsync(
        HeadgateDb db,
        ReadRun read,
        MetadataEnvironment environment,
        CancellationToken cancellation
    )
    {
        var changes = await StateChanges.BeginAsync(db, read, environment, clock.Now(), cancellation);
        await changes.DefineAsync(cancellation);
        changes.Execute();
        changes.Catalogue();
        await changes.WriteAsync(cancellation);
        var row = Row(read, read.Manifest?.Nodes.Count ?? 0, changes.Executions);
        db.Add(row);
        if (read.HasAnything)
        {
            environment.Version++;
        }
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellation);
        return row;
    }

    private MetadataIngest Row(ReadRun read, int nodes, int executions)
    {
        var last = read.Executed.Concat(read.Freshness).Select(r => r.Results).LastOrDefault();
        return new MetadataIngest
        {
            AccountId = read.Run.AccountId,
            ProjectId = read.Run.ProjectId,
            EnvironmentId = read.Run.EnvironmentId,
            JobId = read.Run.JobDefinitionId,
            RunId = read.Run.Id,
            State =
                read is { HasAnything: false, Unreadable: 0 } ? IngestState.Nothing
                : !read.HasAnything ? IngestState.Failed
                : read.Unreadable > 0 ? IngestState.Partly
                : IngestState.Read,
            Note =
                read.Notes.Count > 0 ? string.Join(' ', read.Notes.Take(20))
                : read.HasAnything ? null
                : "The run left no artifacts.",
            Nodes = nodes,
            Executions = executions,
            ElapsedTime = read.Executed.Count == 0 ? null : read.Executed.Sum(r => r.Results.ElapsedTime ?? 0),
            GeneratedAt = last?.Facts.GeneratedAt,
            InvocationId = last?.Facts.InvocationId ?? read.Manifest?.Facts.InvocationId,
            RunEndedAt = read.EndedAt,
            ReadAt = clock.Now(),
        };
    }

    private async Task MarkAsync(HeadgateDb db, long run, CancellationToken cancellation)
    {
        var now = clock.Now();
        await db
            .OutboxEvents.Where(row => row.RunId == run && row.IngestedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IngestedAt, now), cancellation);
    }

    /// <summary>The environment's row, held until the end of the transaction. SQLite's write transactions exclude each other by themselves.</summary>
    private static async Task<MetadataEnvironment> LockAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO metadata_environments (account_id, project_id, environment_id, version) VALUES ({run.AccountId}, {run.ProjectId}, {run.EnvironmentId}, 0) ON CONFLICT (environment_id) DO NOTHING",
            cancellation
        );
        return db.IsSqlite
            ? await db.MetadataEnvironments.SingleAsync(row => row.EnvironmentId == run.EnvironmentId, cancellation)
            : await db
                .MetadataEnvironments.FromSql($"SELECT * FROM metadata_environments WHERE environment_id = {run.EnvironmentId} FOR UPDATE")
                .SingleAsync(cancellation);
    }
}
