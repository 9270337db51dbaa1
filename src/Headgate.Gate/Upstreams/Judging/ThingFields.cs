using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>What stands in things beside plain values: other things, their parts, and ids that name other things. What is in no list is withheld.</summary>
internal static class ThingFields
{
    /// <summary>Other things, which are judged at their own place.</summary>
    public static FrozenDictionary<string, TargetKind> Related { get; } =
        new Dictionary<string, TargetKind>(StringComparer.Ordinal)
        {
            ["project"] = TargetKind.Project,
            ["environment"] = TargetKind.Environment,
            ["environments"] = TargetKind.Environment,
            ["job"] = TargetKind.Job,
            ["docs_job"] = TargetKind.Job,
            ["freshness_job"] = TargetKind.Job,
            ["most_recent_run"] = TargetKind.Run,
            ["most_recent_completed_run"] = TargetKind.Run,
            ["run_retries"] = TargetKind.Run,
            ["repository"] = TargetKind.Repository,
            ["connection"] = TargetKind.Connection,
            ["credentials"] = TargetKind.Credential,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Objects and lists of objects that belong to the thing itself.</summary>
    public static FrozenSet<string> Parts { get; } =
        new[]
        {
            "triggers",
            "settings",
            "execution",
            "schedule",
            "date",
            "time",
            "job_completion_trigger_condition",
            "condition",
            "trigger",
            "run_steps",
            "deprecation",
            "audit",
            "deploy_key",
            "gitlab",
            "permissions",
            "permission_sets",
            "service_token_permissions",
            "permission_grants",
            "run_step_command",
            "run_step_invocation",
            "cancellation",
            "actor",
        }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Settings of a thing that have no declared form.</summary>
    public static FrozenSet<string> Free { get; } = new[] { "config", "details" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Ids, and lists of ids, of other things, which are shown to those who may see the things.</summary>
    public static FrozenDictionary<string, TargetKind> Naming { get; } =
        new Dictionary<string, TargetKind>(StringComparer.Ordinal)
        {
            ["deferring_job_definition_id"] = TargetKind.Job,
            ["deferring_environment_id"] = TargetKind.Environment,
            ["deferring_run_id"] = TargetKind.Run,
            ["retrying_run_id"] = TargetKind.Run,
            ["blocked_by"] = TargetKind.Run,
            ["docs_job_id"] = TargetKind.Job,
            ["freshness_job_id"] = TargetKind.Job,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What nobody is given over here, whatever was sent.</summary>
    public static FrozenSet<string> Never { get; } =
        new[] { "token_string", "token", "secret", "hmac_secret", "password", "private_key" }.ToFrozenSet(StringComparer.Ordinal);
}
