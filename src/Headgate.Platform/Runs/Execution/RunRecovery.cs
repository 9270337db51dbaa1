using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Processes;
using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// What a start does about runs of this node that a dead server left: one that was running is ended with the reason, and its process if
/// one is left; one that had left the queue without a first step is executed now, for the first time; queued ones wait on.
/// </summary>
public sealed partial class RunRecovery(
    IDbContextFactory<HeadgateDb> databases,
    RunLedger ledger,
    RunLaunch launch,
    NodeIdentity node,
    StoreSettings store,
    ILogger<RunRecovery> logger
)
{
    internal const string Reason =
        "The server stopped unexpectedly while this run was running. What it had done until then stays in the warehouse; trigger the job again.";

    /// <summary>Recovers; to be called before the queue is looked at.</summary>
    internal async Task RecoverAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var left = await db
            .Runs.AsNoTracking()
            .Where(run => (run.Status == RunStatus.Starting || run.Status == RunStatus.Running) && run.OwnerThreadId == node.Name)
            .OrderBy(run => run.Id)
            .ToListAsync(cancellation);
        foreach (var run in left)
        {
            EndProcess(run);
            if (run.CancelRequestedAt is not null)
            {
                await ledger.EndAsync(run.Id, new(RunStatus.Cancelled, run.StatusMessage), cancellation);
            }
            else if (run.Status == RunStatus.Starting)
            {
                await launch.LaunchAsync(run.Id, cancellation);
            }
            else
            {
                await ledger.EndAsync(run.Id, new(RunStatus.Error, Reason), cancellation);
                LogEnded(run.Id);
            }
            if (run.Status == RunStatus.Running)
            {
                await SettleWarehouseAsync(db, run, cancellation);
                new RunFolders(store, run.Id).Delete();
            }
        }
    }

    /// <summary>What the run wrote is DuckDB's log until the next run takes it up; readers need it where they look for it.</summary>
    private async Task SettleWarehouseAsync(HeadgateDb db, Run run, CancellationToken cancellation)
    {
        var connection = await db
            .Environments.Where(row => row.Id == run.EnvironmentId)
            .Join(db.Connections, row => row.ConnectionId, row => row.Id, (_, connection) => connection)
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellation);
        if (connection is not null && DuckDbFile.Of(connection, store) is { } file)
        {
            BoxedWarehouse.Settle(file);
        }
    }

    /// <summary>The guard ends a dead server's children; this is for the case that it could not.</summary>
    private static void EndProcess(Run run)
    {
        if (run.ProcessId is { } id && new ProcessMark(id, run.ProcessStartTicks).IsAlive)
        {
            ProcessGroup.Kill(id);
        }
    }

    [LoggerMessage(
        EventId = 3003,
        Level = LogLevel.Warning,
        Message = "Run {RunId} was running when the server died; it ends with an error"
    )]
    private partial void LogEnded(long runId);
}
