using Headgate.Catalogue;
using Headgate.Platform.Repositories;
using Headgate.Store.Model;

namespace Headgate.Platform.Projects;

/// <summary>
/// What bodies say of projects. An update replaces the whole project, so it must name what dbt's description requires, except the type: dbt's clients leave it out, and it
/// stays as it is then.
/// </summary>
internal static class ProjectFields
{
    /// <summary>For a new project.</summary>
    public static Fields<Project> Create { get; } = Of(isUpdate: false);

    /// <summary>For a replacement.</summary>
    public static Fields<Project> Update { get; } = Of(isUpdate: true);

    private static Fields<Project> Of(bool isUpdate) =>
        new Fields<Project>
        {
            { In.Body.Text("name", "Name, unique in the account.").Required().Told(), (p, v) => p.Name = v },
            { In.Body.Text("description", "What the project is for.", 10_000), (p, v) => p.Description = v },
            {
                In
                    .Body.Id("connection_id", "Connection of the account, for clients of the older form.")
                    .Naming(TargetKind.Connection)
                    .Told(),
                (p, v) => p.ConnectionId = v
            },
            {
                In.Body.Id("repository_id", "Repository with the project's files.").Naming(TargetKind.Repository).Told(),
                (p, v) => p.RepositoryId = v
            },
            {
                In
                    .Body.Text("dbt_project_subdirectory", "Folder of dbt_project.yml in the repository.", 1024)
                    .Must(RepositoryAddress.FolderFault)
                    .As(v => string.IsNullOrWhiteSpace(v) ? null : v, null)
                    .Told(),
                (p, v) => p.DbtProjectSubdirectory = v
            },
            { In.Body.Id("docs_job_id", "Job whose docs are shown.").Naming(TargetKind.Job).Told(), (p, v) => p.DocsJobId = v },
            {
                In.Body.Id("freshness_job_id", "Job whose source freshness is shown.").Naming(TargetKind.Job).Told(),
                (p, v) => p.FreshnessJobId = v
            },
            {
                In.Body.Id("semantic_layer_config_id", "Configuration of the Semantic Layer; kept and shown."),
                (p, v) => p.SemanticLayerConfigId = v
            },
            { In.Body.Int("type", "0 default, 1 hybrid; kept and shown.", 0, 1), (p, v) => p.Type = v ?? p.Type },
        }.AddRepeated(isUpdate, "project");
}
