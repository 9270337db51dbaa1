using Headgate.Catalogue;

namespace Headgate.Platform.Projects;

/// <summary>What several operations on projects say alike.</summary>
internal static class ProjectTexts
{
    public static IReadOnlyList<Parameter> BodyFields { get; } =
    [
        Parameter.Body("name", "string", "Name, unique in the account.", required: true),
        Parameter.Body("description", "string", "What the project is for."),
        Parameter.Body("connection_id", "integer", "Connection of the account, for clients of the older form."),
        Parameter.Body("repository_id", "integer", "Repository with the project's files."),
        Parameter.Body("dbt_project_subdirectory", "string", "Folder of dbt_project.yml in the repository."),
        Parameter.Body("docs_job_id", "integer", "Job whose docs are shown."),
        Parameter.Body("freshness_job_id", "integer", "Job whose source freshness is shown."),
        Parameter.Body("type", "integer", "0 default, 1 hybrid."),
        Parameter.Body("state", "integer", "1; an update with 2 deletes the project."),
    ];

    public static IReadOnlyList<BodyReference> References { get; } =
    [
        new("connection_id", TargetKind.Connection),
        new("repository_id", TargetKind.Repository),
        new("docs_job_id", TargetKind.Job),
        new("freshness_job_id", TargetKind.Job),
    ];
}
