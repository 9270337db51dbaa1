using Headgate.Platform.Related;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Headgate.Platform.Runs.Schedules;

/// <summary>Keeps the scheduler's cron triggers as the jobs say.</summary>
public sealed partial class JobSchedules(
    ISchedulerFactory schedulers,
    IDbContextFactory<HeadgateDb> databases,
    ILogger<JobSchedules> logger
) : IJobChanges
{
    private const string Group = "schedules";

    /// <summary>Brings the trigger of one job in line after it was made, changed or deleted.</summary>
    public async Task ChangedAsync(Job job, CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        var key = new JobKey($"job-{job.Id}", Group);
        if (!Wants(job) || JobSchedule.Parse(JobSchedule.Cron(job)) is null)
        {
            await scheduler.DeleteJob(key, cancellation);
            return;
        }
        var detail = JobBuilder
            .Create<TriggerScheduledRun>()
            .WithIdentity(key)
            .UsingJobData(TriggerScheduledRun.JobId, job.Id.ToString())
            .Build();
        var schedule = CronScheduleBuilder
            .Create(JobSchedule.Cron(job), CronFormat.Unix)
            .InTimeZone(TimeZoneInfo.Utc)
            .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing);
        var trigger = TriggerBuilder.Create().WithIdentity($"job-{job.Id}", Group).WithSchedule(schedule).Build();
        await scheduler.ScheduleJob(detail, [trigger], ScheduleJobOptions.Replacing, cancellation);
    }

    /// <summary>Brings all triggers in line, at the start of the server.</summary>
    internal async Task SyncAllAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var jobs = await db
            .Jobs.AsNoTracking()
            .Where(job => job.State == RowState.Active && job.TriggersSchedule && !job.Deactivated)
            .ToListAsync(cancellation);
        foreach (var job in jobs)
        {
            try
            {
                await ChangedAsync(job, cancellation);
            }
            catch (SchedulerException failure)
            {
                LogNotScheduled(job.Id, failure);
            }
        }
    }

    private static bool Wants(Job job) => job is { State: RowState.Active, TriggersSchedule: true, Deactivated: false };

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, Message = "The schedule of job {JobId} could not be set up")]
    private partial void LogNotScheduled(long jobId, Exception failure);
}
