namespace Headgate.Store.Rights;

/// <summary>A table that says who may what, or where the places of grants are, and the columns that say it; when something was used last is not among them.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">A change of any of them counts, and so does every new and every removed row.</param>
internal sealed record RightsTable(string Table, params IReadOnlyList<string> Columns)
{
    public static IReadOnlyList<RightsTable> All { get; } =
    [
        new("accounts", "agents_off", "state"),
        new("users", "email", "is_active", "state"),
        new("memberships", "license_type", "state"),
        new("groups", "state"),
        new("group_members", "group_id", "user_id"),
        new(
            "group_permissions",
            "permission_set",
            "permission_level",
            "all_projects",
            "project_id",
            "writable_environment_categories",
            "state"
        ),
        new("service_tokens", "name", "metadata_only", "webhooks_only", "expires_at", "state"),
        new("service_token_permissions", "permission_set", "all_projects", "project_id", "writable_environment_categories", "state"),
        new("personal_tokens", "user_id", "expires_at", "state"),
        new("agents", "name", "upstream", "enabled", "version", "state"),
        new("agent_keys", "name", "key_hash", "expires_at", "revoked_at", "state"),
        new(
            "agent_grants",
            "capability",
            "level",
            "project_ids",
            "environment_ids",
            "job_ids",
            "project_pattern",
            "environment_pattern",
            "job_pattern",
            "tools",
            "rules",
            "expires_at",
            "state"
        ),
        new("upstreams", "updated_at", "state"),
        new("projects", "name", "state"),
        new("environments", "project_id", "name", "state"),
        new("jobs", "project_id", "environment_id", "name", "state"),
    ];
}
