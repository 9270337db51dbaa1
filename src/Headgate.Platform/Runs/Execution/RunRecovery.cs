using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// What a server does first about runs that an earlier one left: one that still has a runner is watched on; one that was running and has none ends with the reason; one
/// that had left the queue without a first step is executed now, for the first time; queued ones wait on.
/// </summary>
public sealed partial class RunRecovery(
    IDbContextFactory<HeadgateDb> databases,
    RunLedger ledger,
    AdmittedRuns admitted,
    IRunExecutor executor,
    ILogger<RunRecovery> logger
)
{
    internal const string Reason =
        "The server stopped unexpectedly while this run was running. What it had done until then stays in the warehouse; trigger the job again.";

    /// <summary>Whether an earlier server has left runs that had left the queue.</summary>
    internal async Task<bool> IsNeededAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Runs.Unfinished()
            .AnyAsync(run => run.Status == RunStatus.Starting || run.Status == RunStatus.Running, cancellation);
    }

    /// <summary>Recovers; to be called before the queue is looked at.</summary>
    internal async Task RecoverAsync(CancellationToken cancellation)
    {
        List<Run> left;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            left = await db
                .Runs.Unfinished()
                .AsNoTracking()
                .Where(run => run.Status == RunStatus.Starting || run.Status == RunStatus.Running)
                .OrderBy(run => run.Id)
                .ToListAsync(cancellation);
        }
        var alive = await executor.ReapAsync(left.Select(run => run.Id).ToHashSet(), cancellation);
        foreach (var run in left)
        {
            if (alive.Contains(run.Id))
            {
                admitted.Take(run.Id);
                if (run.CancelRequestedAt is not null)
                {
                    await admitted.CancelAsync(run.Id, new(RunStatus.Cancelled, run.StatusMessage), cancellation);
                }
            }
            else if (run.CancelRequestedAt is not null)
            {
                await ledger.EndAsync(run.Id, new(RunStatus.Cancelled, run.StatusMessage), cancellation);
            }
            else if (run.Status == RunStatus.Starting)
            {
                admitted.Take(run.Id);
            }
            else
            {
                var end = executor.EndsWithServer
                    ? new(RunStatus.Error, Reason)
                    : AdmittedRuns.Lost(await executor.LogsAsync(run.Id, cancellation));
                await ledger.EndAsync(run.Id, end, cancellation);
                LogEnded(run.Id);
            }
        }
    }

    [LoggerMessage(
        EventId = 3003,
        Level = LogLevel.Warning,
        Message = "Run {RunId} was running when the server died; it ends with an error"
    )]
    private partial void LogEnded(long runId);
}
