using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A job on the wire (v2): every field of the official description and those that clients read beside it.</summary>
internal sealed record JobView
{
    private readonly Job _row;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset? _next;
    private readonly HiddenIds _hidden;

    private JobView(Job row, DateTimeOffset now, HiddenIds hidden) =>
        (_row, _now, _next, _hidden) = (row, now, JobSchedule.Next(row, now), hidden);

    /// <summary>The view of a job without related things.</summary>
    /// <param name="row">The job.</param>
    /// <param name="now">The time for what comes next.</param>
    /// <param name="hidden">What it names and the caller may not see.</param>
    public static JobView Of(Job row, DateTimeOffset now, HiddenIds hidden) => new(row, now, hidden);

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long ProjectId => _row.ProjectId;
    public long EnvironmentId => _row.EnvironmentId;
    public string Name => _row.Name;
    public string Description => _row.Description;
    public string? DbtVersion => _row.DbtVersion;
    public string? RawDbtVersion => _row.RawDbtVersion;
    public IsoTime CreatedAt => _row.CreatedAt;
    public IsoTime UpdatedAt => _row.UpdatedAt;
    public IReadOnlyList<string> ExecuteSteps => _row.ExecuteSteps;
    public int State => (int)_row.State;
    public bool Deactivated => _row.Deactivated;
    public int RunFailureCount => _row.RunFailureCount;
    public long? DeferringJobDefinitionId => _hidden.Job(_row.DeferringJobDefinitionId);
    public long? DeferringEnvironmentId => _hidden.Environment(_row.DeferringEnvironmentId);
    public bool LifecycleWebhooks => _row.LifecycleWebhooks;
    public string? LifecycleWebhooksUrl => _row.LifecycleWebhooksUrl;
    public JobTriggersView Triggers =>
        new(
            _row.TriggersGithubWebhook,
            _row.TriggersGitProviderWebhook,
            _row.TriggersSchedule,
            _row.TriggersOnMerge,
            CustomBranchOnly: false
        );
    public JobSettingsView Settings => new(_row.Threads, _row.TargetName);
    public JobExecutionView Execution => new(_row.TimeoutSeconds);
    public JobScheduleView? Schedule => ScheduleOf(_row);
    public bool GenerateDocs => _row.GenerateDocs;
    public bool RunGenerateSources => _row.RunGenerateSources;
    public bool GenerateSources => _row.RunGenerateSources;
    public bool IsDeferrable => _row.DeferringEnvironmentId is null && _row.DeferringJobDefinitionId is null;
    public string JobType => _row.JobType;
    public bool TriggersOnDraftPr => _row.TriggersOnDraftPr;
    public JobCompletionView? JobCompletionTriggerCondition =>
        _hidden.Job(_row.CompletionJobId) is { } other
            ? new(new(other, _row.CompletionProjectId ?? _row.ProjectId, _row.CompletionStatuses))
            : null;
    public bool RunCompareChanges => _row.RunCompareChanges;
    public string CompareChangesFlags => _row.CompareChangesFlags;
    public bool RunLint => _row.RunLint;
    public bool ErrorsOnLintFailure => _row.ErrorsOnLintFailure;
    public IReadOnlyList<string> CostOptimizationFeatures => _row.CostOptimizationFeatures;

    /// <summary>The older name of the same switch, the other way round.</summary>
    public bool ForceNodeSelection => !_row.CostOptimizationFeatures.Contains("state_aware_orchestration");

    public string? CronHumanized => _row.TriggersSchedule ? CronWords.Of(JobSchedule.Cron(_row)) : null;
    public IsoTime? NextRun => _next;
    public string? NextRunHumanized => _next is { } at ? Durations.Humanize(at - _now) : null;
    public RunView? MostRecentRun { get; init; }
    public RunView? MostRecentCompletedRun { get; init; }
    public IReadOnlyList<string>? CustomEnvironmentVariables { get; init; }
    public AccountView? Account { get; init; }
    public ProjectView? Project { get; init; }
    public EnvironmentV2View? Environment { get; init; }
    public JsonElement? FusionReadiness { get; init; }

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
