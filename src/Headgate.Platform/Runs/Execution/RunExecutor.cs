using System.Security.Cryptography;
using Headgate.Platform.Runs.Keeping;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Steps;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Executes one run from its first step to its end, whatever happens in between.</summary>
public sealed partial class RunExecutor(
    RunLedger ledger,
    RunQueue queue,
    RunningRuns running,
    RunParts parts,
    RunPlanReader plans,
    IDbContextFactory<HeadgateDb> databases,
    StoreSettings store,
    TimeProvider clock,
    ILogger<RunExecutor> logger
)
{
    /// <summary>Executes a run that is starting. Does nothing for a run in any other status.</summary>
    public async Task ExecuteAsync(long runId, CancellationToken stopping)
    {
        using var stop = running.Enter(runId);
        if (stop is null)
        {
            return;
        }
        try
        {
            await using var _ = stopping.Register(() => stop.Stop(ServerStopped));
            await ExecuteAsync(runId, stop);
        }
        catch (Exception failure)
        {
            LogBroken(runId, failure);
            await ledger.EndAsync(
                runId,
                new(RunStatus.Error, $"Headgate could not execute the run: {failure.Message}"),
                CancellationToken.None
            );
        }
        finally
        {
            running.Leave(runId);
            await queue.AdmitInBackgroundAsync();
            await CompressLogsAsync(runId);
        }
    }

    internal static RunEnd ServerStopped { get; } =
        new(
            RunStatus.Error,
            "The server was stopped while this run was running. Retry the run to go on from the step that was interrupted."
        );

    private async Task ExecuteAsync(long runId, RunStop stop)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var row = await db.Runs.AsNoTracking().SingleAsync(run => run.Id == runId, CancellationToken.None);
        var attempt = $"dbt-run-{runId}-{RandomNumberGenerator.GetHexString(5, lowercase: true)}";
        var first = StepRows.New(row.AccountId, runId, 1, CloneRepository.Name, command: null);
        if (await ledger.BeginAsync(runId, attempt, first, CancellationToken.None) is not { } run)
        {
            await EndIfCancelledAsync(runId);
            return;
        }
        var plan = await plans.ReadAsync(run, CancellationToken.None);
        using var timeout = new RunTimeout(plan, stop, clock);
        var end = await new RunWalk(parts, plan, stop).RunAsync(first);
        await ledger.EndAsync(runId, end, CancellationToken.None);
    }

    private async Task CompressLogsAsync(long runId)
    {
        try
        {
            await RunLogFolder.CompressAsync(store, runId);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // They are read as they are.
            LogNotCompressed(runId, failure);
        }
    }

    /// <summary>Somebody cancelled the run between leaving the queue and its first step.</summary>
    private async Task EndIfCancelledAsync(long runId)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId);
        if (run is { Status: RunStatus.Starting, CancelRequestedAt: not null })
        {
            await ledger.EndAsync(runId, new(RunStatus.Cancelled, run.StatusMessage), CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 3009, Level = LogLevel.Warning, Message = "The logs of run {RunId} could not be compressed")]
    private partial void LogNotCompressed(long runId, Exception failure);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "Run {RunId} could not be executed")]
    private partial void LogBroken(long runId, Exception failure);
}
