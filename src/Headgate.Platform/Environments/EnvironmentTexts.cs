using Headgate.Catalogue;

namespace Headgate.Platform.Environments;

/// <summary>What several operations on environments say alike.</summary>
internal static class EnvironmentTexts
{
    public const string Related = "project, connection, credentials, repository";

    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("name", "string", "Name, at most 255 characters.", required: true),
        Parameter.Body("type", "string", "development (one per project) or deployment."),
        Parameter.Body("deployment_type", "string", "production or staging (one of each per project), or null for a general one."),
        Parameter.Body("dbt_version", "string", "dbt version; latest where absent."),
        Parameter.Body("connection_id", "integer", "Connection to the warehouse."),
        Parameter.Body("credentials_id", "integer", "Credentials; not for development environments."),
        Parameter.Body("extended_attributes_id", "integer", "Extra attributes of the profile."),
        Parameter.Body("use_custom_branch", "boolean", "Use custom_branch instead of the default branch."),
        Parameter.Body("custom_branch", "string", "Branch; needed with use_custom_branch."),
        Parameter.Body("supports_docs", "boolean", "Docs may be generated."),
        Parameter.Body("enable_model_query_history", "boolean", "Collect the query history of models."),
        Parameter.Body("state", "integer", "1; an update with 2 deletes the environment."),
    ];

    public static IReadOnlyList<BodyReference> References { get; } =
    [
        new("project_id", TargetKind.Project),
        new("connection_id", TargetKind.Connection),
        new("credentials_id", TargetKind.Credential),
        new("repository_id", TargetKind.Repository),
    ];

    public static IReadOnlyList<Parameter> ListFilters { get; } =
    [
        new("name", "string", "Environments of a name."),
        new("name__icontains", "string", "Environments whose name contains a text, in any case."),
        new("type", "string", "development or deployment."),
        new("deployment_type", "string", "production or staging."),
        new("deployment_type__in", "list of strings", "Several of these."),
        new("dbt_version", "string", "Environments with one dbt version."),
        new("dbt_version__in", "list of strings", "Environments with one of these dbt versions."),
        new("credentials_id", "integer", "Environments with these credentials."),
        new("project_id", "integer", "Environments of one project."),
        new("project_id__in", "list of integers", "Environments of several projects."),
        new("id__gt", "integer", "Environments with an id above this one."),
        new("pk__in", "list of integers", "Environments by ids."),
        .. Lists.ListParameters.Of("id, name, created_at, updated_at, project_id"),
        new("include_related", "list of strings", $"Related things: {Related}."),
    ];
}
