using System.Security.Cryptography;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// What the runner of a run does, wherever it is: begins the run, walks through its steps, and says how it ended. What it began, its steps, logs and artifacts it writes
/// itself; the end is the server's to write.
/// </summary>
public sealed partial class RunWork(
    RunLedger ledger,
    RunParts parts,
    RunPlanReader plans,
    IDbContextFactory<HeadgateDb> databases,
    TimeProvider clock,
    ILogger<RunWork> logger
)
{
    /// <summary>Executes a run that is starting. Null where there is nothing to begin: the run has another status.</summary>
    internal async Task<RunEnd?> ExecuteAsync(long runId, RunStop stop)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var row = await db.Runs.AsNoTracking().SingleAsync(run => run.Id == runId, CancellationToken.None);
            var attempt = $"dbt-run-{runId}-{RandomNumberGenerator.GetHexString(5, lowercase: true)}";
            var first = StepRows.New(row.AccountId, runId, 1, CloneRepository.Name, command: null);
            if (await ledger.BeginAsync(runId, attempt, first, CancellationToken.None) is not { } run)
            {
                return await CancelledAsync(db, runId);
            }
            var plan = await plans.ReadAsync(run, CancellationToken.None);
            using var timeout = new RunTimeout(plan, stop, clock);
            return await new RunWalk(parts, plan, stop).RunAsync(first);
        }
        catch (Exception failure)
        {
            LogBroken(runId, failure);
            return new(RunStatus.Error, RunFaults.Sentence(failure));
        }
    }

    /// <summary>Somebody cancelled the run between leaving the queue and its first step.</summary>
    private static async Task<RunEnd?> CancelledAsync(HeadgateDb db, long runId)
    {
        var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId);
        return run is { Status: RunStatus.Starting, CancelRequestedAt: not null } ? new(RunStatus.Cancelled, run.StatusMessage) : null;
    }

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "Run {RunId} could not be executed")]
    private partial void LogBroken(long runId, Exception failure);
}
