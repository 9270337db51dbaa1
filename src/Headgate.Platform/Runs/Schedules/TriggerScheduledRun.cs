using Headgate.Platform.Runs.Queue;
using Quartz;

namespace Headgate.Platform.Runs.Schedules;

/// <summary>A schedule has come round: the job gets a run.</summary>
internal sealed class TriggerScheduledRun(RunQueue queue) : IJob
{
    public const string JobId = "job_id";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await queue.TriggerAsync(
            new()
            {
                JobId = long.Parse((string)context.MergedJobDataMap[JobId]!),
                Cause = "scheduled",
                CauseCategory = "scheduled",
                Actor = RunActor.System,
                ShouldStartAt = context.ScheduledFireTimeUtc,
            },
            cancellationToken
        );
}
