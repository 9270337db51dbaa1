using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Processes;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Execution;

/// <summary>The rows of steps and the marks of their processes.</summary>
public sealed class StepRows(IDbContextFactory<HeadgateDb> databases, TimeProvider clock)
{
    internal static RunStep New(long accountId, long runId, int index, string name, string? command) =>
        new()
        {
            AccountId = accountId,
            RunId = runId,
            Index = index,
            Name = name,
            Command = command,
            Status = RunStatus.Running,
            LogPath = StepLogPaths.Console(runId, index),
            DebugLogPath = StepLogPaths.Debug(runId, index),
        };

    internal async Task BeginAsync(RunStep step, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        step.StartedAt = clock.Now();
        db.Add(step);
        await db.SaveChangesAsync(cancellation);
    }

    internal async Task EndAsync(RunStep step, RunStatus status, int? exitCode)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.Now();
        await db
            .RunSteps.Where(row => row.Id == step.Id && row.Status == RunStatus.Running)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Status, status)
                        .SetProperty(row => row.ExitCode, exitCode)
                        .SetProperty(row => row.FinishedAt, row => row.StartedAt > now ? row.StartedAt : now)
                        .SetProperty(row => row.UpdatedAt, now),
                CancellationToken.None
            );
        step.Status = status;
    }

    /// <summary>Notes which process executes the run, so that a later server can find it.</summary>
    internal async Task MarkAsync(long runId, ProcessMark mark, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db
            .Runs.Where(run => run.Id == runId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(run => run.ProcessId, mark.Id)
                        .SetProperty(run => run.ProcessStartTicks, mark.StartTicks)
                        .SetProperty(run => run.LastHeartbeatAt, clock.Now()),
                cancellation
            );
    }
}
