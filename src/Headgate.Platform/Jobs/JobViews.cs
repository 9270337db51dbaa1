using Headgate.Platform.Views;
using Headgate.Store.Model;

namespace Headgate.Platform.Jobs;

/// <summary>Makes views of jobs.</summary>
internal static class JobViews
{
    /// <summary>The view of a job without related things.</summary>
    public static JobView Of(Job job, DateTimeOffset now)
    {
        var next = JobSchedule.Next(job, now);
        return new JobView
        {
            Id = job.Id,
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            EnvironmentId = job.EnvironmentId,
            Name = job.Name,
            Description = job.Description,
            DbtVersion = job.DbtVersion,
            RawDbtVersion = job.RawDbtVersion,
            CreatedAt = job.CreatedAt,
            UpdatedAt = job.UpdatedAt,
            ExecuteSteps = job.ExecuteSteps,
            State = (int)job.State,
            Deactivated = job.Deactivated,
            RunFailureCount = job.RunFailureCount,
            DeferringJobDefinitionId = job.DeferringJobDefinitionId,
            DeferringEnvironmentId = job.DeferringEnvironmentId,
            LifecycleWebhooks = job.LifecycleWebhooks,
            LifecycleWebhooksUrl = job.LifecycleWebhooksUrl,
            Triggers = new(
                job.TriggersGithubWebhook,
                job.TriggersGitProviderWebhook,
                job.TriggersSchedule,
                job.TriggersOnMerge,
                CustomBranchOnly: false
            ),
            Settings = new(job.Threads, job.TargetName),
            Execution = new(job.TimeoutSeconds),
            Schedule = Schedule(job),
            GenerateDocs = job.GenerateDocs,
            RunGenerateSources = job.RunGenerateSources,
            GenerateSources = job.RunGenerateSources,
            IsDeferrable = job.DeferringEnvironmentId is null && job.DeferringJobDefinitionId is null,
            JobType = job.JobType,
            TriggersOnDraftPr = job.TriggersOnDraftPr,
            JobCompletionTriggerCondition = job.CompletionJobId is { } other
                ? new(new(other, job.CompletionProjectId ?? job.ProjectId, job.CompletionStatuses))
                : null,
            RunCompareChanges = job.RunCompareChanges,
            CompareChangesFlags = job.CompareChangesFlags,
            RunLint = job.RunLint,
            ErrorsOnLintFailure = job.ErrorsOnLintFailure,
            CostOptimizationFeatures = job.CostOptimizationFeatures,
            ForceNodeSelection = job.ForceNodeSelection,
            CronHumanized = job.TriggersSchedule ? ScheduleWords.Of(job) : null,
            NextRun = next,
            NextRunHumanized = next is { } at ? Runs.Durations.Humanize(at - now) : null,
        };
    }

    private static JobScheduleView Schedule(Job job)
    {
        var byCron = job.ScheduleDateType is "custom_cron" or "interval_cron";
        var byHours = job.ScheduleTimeType is "at_exact_hours";
        return new JobScheduleView(
            JobSchedule.Cron(job),
            new(job.ScheduleDateType, job.ScheduleDateType is "days_of_week" ? job.ScheduleDays : null, byCron ? job.ScheduleCron : null),
            new(job.ScheduleTimeType, byHours ? null : job.ScheduleInterval ?? 1, byHours ? job.ScheduleHours : null)
        );
    }
}
