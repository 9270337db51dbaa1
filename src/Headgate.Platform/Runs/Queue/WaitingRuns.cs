using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Reads what admission has to know, and writes what waiting runs wait for.</summary>
public sealed class WaitingRuns(IDbContextFactory<HeadgateDb> databases, StoreSettings store, TimeProvider clock)
{
    /// <summary>Rows of one statement.</summary>
    private const int AtOnce = 500;

    /// <summary>The runs that have not ended, oldest first, and the slots of their accounts.</summary>
    internal async Task<(IReadOnlyList<WaitingRun> Runs, IReadOnlyDictionary<long, int> Slots)> LoadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await (
            from run in db.Runs.Unfinished()
            join trigger in db.RunTriggers on run.TriggerId equals trigger.Id
            join environment in db.Environments on run.EnvironmentId equals environment.Id
            join account in db.Accounts on run.AccountId equals account.Id
            join project in db.Projects on run.ProjectId equals project.Id
            join job in db.Jobs on run.JobDefinitionId equals job.Id
            where run.Status == RunStatus.Queued || run.Status == RunStatus.Starting || run.Status == RunStatus.Running
            orderby run.Id
            select new
            {
                run.Id,
                run.AccountId,
                run.JobDefinitionId,
                run.Status,
                run.StatusMessage,
                run.Commands,
                run.OwnerThreadId,
                IsPure = !run.GenerateDocs && !run.GenerateSources,
                JobState = job.State,
                trigger,
                account.RunSlots,
                ConnectionId = environment.ConnectionId ?? project.ConnectionId,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        var connectionIds = rows.Select(row => row.ConnectionId).OfType<long>().Distinct().ToList();
        var connections = await db
            .Connections.AsNoTracking()
            .Where(row => connectionIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var runs = rows.Select(row => new WaitingRun(
                row.Id,
                row.AccountId,
                row.JobDefinitionId,
                row.Status,
                PullRequestLane.Of(row.trigger),
                (!row.IsPure || row.Commands.Exists(WarehouseUse.Of))
                && row.ConnectionId is { } id
                && connections.TryGetValue(id, out var connection)
                    ? WarehouseFile.Of(connection, store)
                    : null,
                row.JobState == RowState.Deleted,
                row.StatusMessage
            )
            {
                Owner = row.OwnerThreadId,
            })
            .ToList();
        return (runs, rows.GroupBy(row => row.AccountId).ToDictionary(rows => rows.Key, rows => rows.First().RunSlots));
    }

    /// <summary>What of the queue changes whenever another server has changed it.</summary>
    internal async Task<QueueMark> MarkAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var queued = db.Runs.Unfinished().Where(run => run.Status == RunStatus.Queued);
        return new(
            await queued.CountAsync(cancellation),
            await queued.MaxAsync(run => (long?)run.Id, cancellation) ?? 0,
            await queued.CountAsync(run => db.Jobs.Any(job => job.Id == run.JobDefinitionId && job.State == RowState.Deleted), cancellation)
        );
    }

    /// <summary>Writes what runs wait for: many wait for the same, which is one statement.</summary>
    internal async Task NoteAsync(IReadOnlyList<AdmissionDecision> news, CancellationToken cancellation)
    {
        if (news.Count == 0)
        {
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var same in news.GroupBy(decision => (decision.WaitsFor, string.Join(',', decision.BlockedBy))))
        {
            var blockedBy = same.First().BlockedBy.ToList();
            foreach (var ids in same.Select(decision => decision.RunId).Chunk(AtOnce))
            {
                await db
                    .Runs.Where(run => ids.Contains(run.Id) && run.Status == RunStatus.Queued)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(run => run.StatusMessage, same.Key.WaitsFor)
                                .SetProperty(run => run.BlockedBy, blockedBy)
                                .SetProperty(run => run.LastCheckedAt, clock.Now()),
                        cancellation
                    );
            }
        }
    }
}
