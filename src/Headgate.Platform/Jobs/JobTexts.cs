using Headgate.Catalogue;

namespace Headgate.Platform.Jobs;

/// <summary>What several operations on jobs say alike.</summary>
internal static class JobTexts
{
    /// <summary>Fields of a job's body.</summary>
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("name", "string", "Name, at most 255 characters.", required: true),
        Parameter.Body("project_id", "integer", "The project.", required: true),
        Parameter.Body("environment_id", "integer", "The environment, of the same project.", required: true),
        Parameter.Body("execute_steps", "list of strings", "The dbt commands, each beginning with \"dbt \"; [\"dbt build\"] where absent."),
        Parameter.Body("description", "string", "What the job is for."),
        Parameter.Body("dbt_version", "string", "dbt version; null for the environment's."),
        Parameter.Body("settings", "object", "threads (4) and target_name (default)."),
        Parameter.Body("execution", "object", "timeout_seconds; 0 for the account's limit."),
        Parameter.Body("triggers", "object", "github_webhook, git_provider_webhook, schedule, on_merge: what starts the job by itself."),
        Parameter.Body(
            "schedule",
            "object",
            "date {type, days, cron} and time {type, interval, hours}, in UTC; needed where triggers.schedule is true."
        ),
        Parameter.Body(
            "job_type",
            "string",
            "ci, merge, scheduled, other, adaptive, exposure_sync, hybrid; follows from the triggers where absent."
        ),
        Parameter.Body("generate_docs", "boolean", "Generate docs at the end."),
        Parameter.Body("run_generate_sources", "boolean", "Check source freshness first."),
        Parameter.Body("deferring_environment_id", "integer", "Environment whose newest manifest is deferred to."),
        Parameter.Body("deferring_job_definition_id", "integer", "Job whose newest manifest is deferred to."),
        Parameter.Body(
            "job_completion_trigger_condition",
            "object",
            "condition {job_id, project_id, statuses}: start when that job's run ends so."
        ),
        Parameter.Body("run_compare_changes", "boolean", "Compare changes; needs deferring_environment_id."),
        Parameter.Body("run_lint", "boolean", "Lint SQL first."),
        Parameter.Body("state", "integer", "1; an update with 2 deletes the job."),
    ];

    /// <summary>Ids in a job's body.</summary>
    public static IReadOnlyList<BodyReference> References { get; } =
    [
        new("environment_id", TargetKind.Environment),
        new("project_id", TargetKind.Project),
        new("deferring_environment_id", TargetKind.Environment),
        new("deferring_job_definition_id", TargetKind.Job),
    ];
}
