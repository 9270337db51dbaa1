using Microsoft.Extensions.Logging;
using Quartz;

namespace Headgate.Platform.Runs.Execution;

/// <summary>Hands an admitted run to the scheduler, which executes it once: on this node now, or after a restart.</summary>
public sealed partial class RunLaunch(ISchedulerFactory schedulers, ILogger<RunLaunch> logger)
{
    internal const string Group = "runs";

    internal static JobKey KeyOf(long runId) => new($"run-{runId}", Group);

    /// <summary>Schedules the run for now; one that is scheduled already stays as it is.</summary>
    internal async Task LaunchAsync(long runId, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var key = KeyOf(runId);
        if (await scheduler.Exists(key, cancellation))
        {
            return;
        }
        var job = JobBuilder
            .Create<ExecuteRun>()
            .WithIdentity(key)
            .UsingJobData(ExecuteRun.RunId, runId.ToString())
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity($"run-{runId}", Group).StartNow().Build();
        await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellation);
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Looking at the queue of runs failed; the next change looks again")]
    internal partial void LogAdmissionFailed(Exception failure);
}
