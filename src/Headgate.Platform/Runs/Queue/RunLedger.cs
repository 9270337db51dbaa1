using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// Every change of a run's status: one transaction that also writes the outbox row from which webhooks and other jobs follow. A change that
/// another has overtaken does nothing and says so.
/// </summary>
public sealed class RunLedger(
    IDbContextFactory<HeadgateDb> databases,
    CompletionTriggers followers,
    TimeProvider clock,
    OutboxSignal outbox
)
{
    internal const string CancelledByUser = "Cancelled by user.";

    /// <summary>Takes a run from the queue: 1 → 2. False when it is no longer queued.</summary>
    internal async Task<bool> StartAsync(long runId, string node, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.Now();
        var changed = await db
            .Runs.Where(run => run.Id == runId && run.Status == RunStatus.Queued)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.Status, RunStatus.Starting)
                        .SetProperty(run => run.StatusMessage, (string?)null)
                        .SetProperty(run => run.BlockedBy, new List<long>())
                        .SetProperty(run => run.DequeuedAt, now)
                        .SetProperty(run => run.LastCheckedAt, now)
                        .SetProperty(run => run.OwnerThreadId, node)
                        .SetProperty(run => run.UpdatedAt, now),
                cancellation
            );
        return changed == 1 && await CommitAsync(db, transaction, runId, RunStatus.Starting, cancellation);
    }

    /// <summary>Begins a run with its first step: 2 → 3. Null when it is not starting any more.</summary>
    internal async Task<Run?> BeginAsync(long runId, string attempt, RunStep first, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.Now();
        var changed = await db
            .Runs.Where(run => run.Id == runId && run.Status == RunStatus.Starting && run.CancelRequestedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.Status, RunStatus.Running)
                        .SetProperty(run => run.StartedAt, now)
                        .SetProperty(run => run.LastHeartbeatAt, now)
                        .SetProperty(run => run.ExecutedByThreadId, attempt)
                        .SetProperty(run => run.Attempt, run => run.Attempt + 1)
                        .SetProperty(run => run.UpdatedAt, now),
                cancellation
            );
        if (changed != 1)
        {
            return null;
        }
        first.StartedAt = now;
        db.Add(first);
        await CommitAsync(db, transaction, runId, RunStatus.Running, cancellation);
        return await db.Runs.AsNoTracking().SingleAsync(run => run.Id == runId, cancellation);
    }

    /// <summary>Ends a run. False when it has already ended: the first end stays.</summary>
    internal async Task<bool> EndAsync(long runId, RunEnd end, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var run = await LockAsync(db, runId, cancellation);
        if (run is null || !RunRules.MayFollow(run.Status, end.Status))
        {
            return false;
        }
        var now = clock.Now();
        run.Status = end.Status;
        run.StatusMessage = end.Message;
        // Whose clock it was that said when the run began, or what was done to it since, nobody knows.
        run.FinishedAt = now < run.StartedAt ? run.StartedAt : now;
        run.ArtifactsSaved = await db.Artifacts.AnyAsync(row => row.RunId == runId, cancellation);
        run.ArtifactS3Path = run.ArtifactsSaved ? $"prod/runs/{runId}/artifacts/target" : null;
        run.BlockedBy = [];
        await db
            .RunSteps.Where(step => step.RunId == runId && (step.Status == RunStatus.Running || step.Status == RunStatus.Queued))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(step => step.Status, end.Status == RunStatus.Success ? RunStatus.Error : end.Status)
                        .SetProperty(step => step.FinishedAt, step => step.StartedAt > now ? step.StartedAt : now)
                        .SetProperty(step => step.UpdatedAt, now),
                cancellation
            );
        await JobTally.CountAsync(db, run, cancellation);
        await db.SaveChangesAsync(cancellation);
        await followers.FollowAsync(db, transaction, run, cancellation);
        return await CommitAsync(db, transaction, runId, end.Status, cancellation);
    }

    /// <summary>Tells those who listen that a command has failed, before what it left is stored; the end follows.</summary>
    internal async Task NoteFailingAsync(long runId, string? message, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var run = await LockAsync(db, runId, cancellation);
        if (run is not { Status: RunStatus.Running, CancelRequestedAt: null })
        {
            return;
        }
        run.StatusMessage = RunEnd.Storable(message);
        AddOutboxRow(db, run, RunStatus.Error, RunRules.Failing, clock.Now());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        outbox.Raise();
    }

    /// <summary>
    /// Asks to cancel a run. A queued one ends at once; of one that works the request is noted, and whoever executes it ends it. Returns the
    /// run as it stands afterwards.
    /// </summary>
    internal async Task<Run?> RequestCancelAsync(long runId, RunActor actor, string message, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var run = await LockAsync(db, runId, cancellation);
        if (run is null || run.Status.IsComplete() || run.CancelRequestedAt is not null)
        {
            return run;
        }
        var now = clock.Now();
        (run.CancelActorType, run.CancelActorId, run.CancelActorName) = (actor.Type, actor.Id, actor.Name);
        run.CancelRequestedAt = now;
        run.StatusMessage = message;
        if (run.Status != RunStatus.Queued)
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return run;
        }
        run.Status = RunStatus.Cancelled;
        run.FinishedAt = now;
        run.BlockedBy = [];
        await JobTally.CountAsync(db, run, cancellation);
        await db.SaveChangesAsync(cancellation);
        await followers.FollowAsync(db, transaction, run, cancellation);
        await CommitAsync(db, transaction, runId, RunStatus.Cancelled, cancellation);
        return run;
    }

    /// <summary>Adds the outbox row of a change to the caller's transaction.</summary>
    internal static void AddOutboxRow(HeadgateDb db, Run run, DateTimeOffset now) =>
        AddOutboxRow(db, run, run.Status, RunRules.EventType(run.Status), now);

    private static void AddOutboxRow(HeadgateDb db, Run run, RunStatus status, string type, DateTimeOffset now) =>
        db.Add(
            new OutboxEvent
            {
                AccountId = run.AccountId,
                ProjectId = run.ProjectId,
                EnvironmentId = run.EnvironmentId,
                JobId = run.JobDefinitionId,
                RunId = run.Id,
                RunStatus = status,
                Type = type,
                CreatedAt = now,
            }
        );

    private async Task<bool> CommitAsync(
        HeadgateDb db,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction,
        long runId,
        RunStatus status,
        CancellationToken cancellation
    )
    {
        var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, cancellation);
        var isTold =
            status == RunStatus.Error && await db.OutboxEvents.AnyAsync(o => o.RunId == runId && o.Type == RunRules.Failing, cancellation);
        AddOutboxRow(db, run, status, isTold ? RunRules.FailedBefore : RunRules.EventType(status), clock.Now());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        outbox.Raise();
        return true;
    }

    /// <summary>The run, held until the end of the transaction. SQLite's write transactions exclude each other by themselves.</summary>
    private static async Task<Run?> LockAsync(HeadgateDb db, long runId, CancellationToken cancellation)
    {
        if (db.IsSqlite)
        {
            return await db.Runs.SingleOrDefaultAsync(run => run.Id == runId, cancellation);
        }
        var job = await db.Runs.Where(run => run.Id == runId).Select(run => run.JobDefinitionId).SingleOrDefaultAsync(cancellation);
        await JobTurn.WaitWithFollowersAsync(db, job, cancellation);
        return await db.Runs.FromSql($"SELECT * FROM runs WHERE id = {runId} FOR UPDATE").SingleOrDefaultAsync(cancellation);
    }
}
