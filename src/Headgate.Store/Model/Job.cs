namespace Headgate.Store.Model;

/// <summary>A job: commands of dbt that run in an environment, on request, on a schedule, or after another job.</summary>
public sealed class Job : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>The environment.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>Name given by people, at most 255 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Description { get; set; } = "";

    /// <summary>Version of dbt; null means the environment's.</summary>
    public string? DbtVersion { get; set; }

    /// <summary>Version of dbt as it was written.</summary>
    public string? RawDbtVersion { get; set; }

    /// <summary>The commands, each beginning with "dbt ".</summary>
    public List<string> ExecuteSteps { get; set; } = [];

    /// <summary>Environment whose newest manifest is deferred to.</summary>
    public long? DeferringEnvironmentId { get; set; }

    /// <summary>Job whose newest manifest is deferred to.</summary>
    public long? DeferringJobDefinitionId { get; set; }

    /// <summary>Threads of dbt.</summary>
    public int Threads { get; set; } = 4;

    /// <summary>Target in profiles.yml.</summary>
    public string TargetName { get; set; } = "default";

    /// <summary>Longest duration in seconds; 0 means the account's limit only.</summary>
    public int TimeoutSeconds { get; set; }

    /// <summary>Docs are generated at the end.</summary>
    public bool GenerateDocs { get; set; }

    /// <summary>Source freshness is checked before the commands.</summary>
    public bool RunGenerateSources { get; set; }

    /// <summary>Changes are compared (continuous integration).</summary>
    public bool RunCompareChanges { get; set; }

    /// <summary>Selection of the comparison.</summary>
    public string CompareChangesFlags { get; set; } = "--select state:modified";

    /// <summary>SQL is linted first (continuous integration).</summary>
    public bool RunLint { get; set; }

    /// <summary>A lint failure fails the run.</summary>
    public bool ErrorsOnLintFailure { get; set; } = true;

    /// <summary>state_aware_orchestration, efficient_testing, dbt_state.</summary>
    public List<string> CostOptimizationFeatures { get; set; } = [];

    /// <summary>Older switch of state-aware orchestration.</summary>
    public bool ForceNodeSelection { get; set; }

    /// <summary>ci, merge, scheduled, other, adaptive, exposure_sync or hybrid.</summary>
    public string JobType { get; set; } = "other";

    /// <summary>Runs on pull requests, older form.</summary>
    public bool TriggersGithubWebhook { get; set; }

    /// <summary>Runs on pull requests.</summary>
    public bool? TriggersGitProviderWebhook { get; set; }

    /// <summary>Runs on its schedule.</summary>
    public bool TriggersSchedule { get; set; }

    /// <summary>Runs after merges.</summary>
    public bool TriggersOnMerge { get; set; }

    /// <summary>Runs on draft pull requests too.</summary>
    public bool TriggersOnDraftPr { get; set; }

    /// <summary>every_day, days_of_week, custom_cron or interval_cron.</summary>
    public string ScheduleDateType { get; set; } = "every_day";

    /// <summary>Days of the week, 0 = Sunday.</summary>
    public List<int> ScheduleDays { get; set; } = [];

    /// <summary>Cron expression with five fields as the caller gave it.</summary>
    public string? ScheduleCron { get; set; }

    /// <summary>every_hour or at_exact_hours.</summary>
    public string ScheduleTimeType { get; set; } = "every_hour";

    /// <summary>Hours between runs of every_hour.</summary>
    public int? ScheduleInterval { get; set; }

    /// <summary>Hours of at_exact_hours.</summary>
    public List<int> ScheduleHours { get; set; } = [];

    /// <summary>When the schedule comes round next; past until its run has entered the queue, null where no schedule is on.</summary>
    public DateTimeOffset? NextRunAt { get; set; }

    /// <summary>Runs when this job's run has ended.</summary>
    public long? CompletionJobId { get; set; }

    /// <summary>Project of that job.</summary>
    public long? CompletionProjectId { get; set; }

    /// <summary>Statuses (10, 20, 30) that count.</summary>
    public List<int> CompletionStatuses { get; set; } = [];

    /// <summary>Older webhooks of one job are on.</summary>
    public bool LifecycleWebhooks { get; set; }

    /// <summary>Their address.</summary>
    public string? LifecycleWebhooksUrl { get; set; }

    /// <summary>Made by the platform, hidden from lists.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Failing runs in a row.</summary>
    public int RunFailureCount { get; set; }

    /// <summary>Switched off after too many failing runs.</summary>
    public bool Deactivated { get; set; }

    /// <summary>Newest run.</summary>
    public long? MostRecentRunId { get; set; }

    /// <summary>Newest run that has ended.</summary>
    public long? MostRecentCompletedRunId { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
