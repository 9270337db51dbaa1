using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A job on the wire (v2): every field of the official description and those that clients read beside it.</summary>
internal sealed record JobView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required long ProjectId { get; init; }
    public required long EnvironmentId { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public string? DbtVersion { get; init; }
    public string? RawDbtVersion { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public required IReadOnlyList<string> ExecuteSteps { get; init; }
    public required int State { get; init; }
    public required bool Deactivated { get; init; }
    public required int RunFailureCount { get; init; }
    public long? DeferringJobDefinitionId { get; init; }
    public long? DeferringEnvironmentId { get; init; }
    public required bool LifecycleWebhooks { get; init; }
    public string? LifecycleWebhooksUrl { get; init; }
    public required JobTriggersView Triggers { get; init; }
    public required JobSettingsView Settings { get; init; }
    public required JobExecutionView Execution { get; init; }
    public JobScheduleView? Schedule { get; init; }
    public required bool GenerateDocs { get; init; }
    public required bool RunGenerateSources { get; init; }
    public required bool GenerateSources { get; init; }
    public required bool IsDeferrable { get; init; }
    public required string JobType { get; init; }
    public required bool TriggersOnDraftPr { get; init; }
    public JobCompletionView? JobCompletionTriggerCondition { get; init; }
    public required bool RunCompareChanges { get; init; }
    public required string CompareChangesFlags { get; init; }
    public required bool RunLint { get; init; }
    public required bool ErrorsOnLintFailure { get; init; }
    public required IReadOnlyList<string> CostOptimizationFeatures { get; init; }
    public required bool ForceNodeSelection { get; init; }
    public string? CronHumanized { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public DateTimeOffset? NextRun { get; init; }

    public string? NextRunHumanized { get; init; }
    public RunView? MostRecentRun { get; init; }
    public RunView? MostRecentCompletedRun { get; init; }
    public IReadOnlyList<string>? CustomEnvironmentVariables { get; init; }
    public AccountView? Account { get; init; }
    public ProjectView? Project { get; init; }
    public EnvironmentV2View? Environment { get; init; }
    public JsonElement? FusionReadiness { get; init; }

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
            Schedule = ScheduleOf(job),
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
            // The older name of the same switch, the other way round.
            ForceNodeSelection = !job.CostOptimizationFeatures.Contains("state_aware_orchestration"),
            CronHumanized = job.TriggersSchedule ? CronWords.Of(JobSchedule.Cron(job)) : null,
            NextRun = next,
            NextRunHumanized = next is { } at ? Durations.Humanize(at - now) : null,
        };
    }

    private static JobScheduleView ScheduleOf(Job job)
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
