using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Repositories;
using Headgate.Store.Model;

namespace Headgate.Platform.Environments;

/// <summary>
/// What bodies say of environments. An update replaces the whole environment, so it must name what dbt's description requires: a body of a few fields would set all others
/// back to their defaults.
/// </summary>
internal static class EnvironmentFields
{
    /// <summary>For a new environment of the path's project.</summary>
    public static Fields<DbtEnvironment> Create { get; } =
        Of(isUpdate: false, requiresVersion: false, In.Body.Id("project_id", "The project; must be that of the path."));

    /// <summary>For a new environment of the project that the body names.</summary>
    public static Fields<DbtEnvironment> CreateV2 { get; } =
        Of(
            isUpdate: false,
            requiresVersion: false,
            In.Body.Id("project_id", "The project in which it is made.").RequiredIf(true).Naming(TargetKind.Project).Told()
        );

    /// <summary>For a replacement in the form of v3.</summary>
    public static Fields<DbtEnvironment> Update { get; } = Of(isUpdate: true, requiresVersion: true, OwnProject());

    /// <summary>For a replacement in the form of v2, which does not require a version.</summary>
    public static Fields<DbtEnvironment> UpdateV2 { get; } = Of(isUpdate: true, requiresVersion: false, OwnProject());

    private static Field<long?> OwnProject() => In.Body.Id("project_id", "The project, which cannot change.").RequiredIf(true);

    private static Fields<DbtEnvironment> Of(bool isUpdate, bool requiresVersion, Field<long?> project) =>
        new Fields<DbtEnvironment>
        {
            { project, (e, v) => e.ProjectId = v ?? e.ProjectId },
            { In.Body.Text("name", "Name.").Required().Told(), (e, v) => e.Name = v },
            {
                In
                    .Body.Choice("type", "development (one a project) or deployment.", "development", "deployment")
                    .Or("deployment")
                    .RequiredIf(isUpdate)
                    .Told(),
                (e, v) => e.Type = v
            },
            {
                In
                    .Body.Choice(
                        "deployment_type",
                        "production or staging (one of each a project); null for a general one.",
                        "production",
                        "staging"
                    )
                    .Told(),
                (e, v) => e.DeploymentType = v
            },
            {
                In
                    .Body.Text(
                        "dbt_version",
                        "Version of dbt: a release track such as latest, compatible or extended, 1.9.0-latest and the like, or headgate for this server's own engine."
                    )
                    .Must(DbtVersions.Fault)
                    .Or("latest")
                    .RequiredIf(requiresVersion)
                    .Told(),
                (e, v) => e.RawDbtVersion = e.DbtVersion = v
            },
            {
                In.Body.Id("connection_id", "Connection to the warehouse.").Naming(TargetKind.Connection).Told(),
                (e, v) => e.ConnectionId = v
            },
            {
                In.Body.Id("credentials_id", "Credentials; not for development environments.").Naming(TargetKind.Credential).Told(),
                (e, v) => e.CredentialsId = v
            },
            {
                In.Body.Id("repository_id", "Repository instead of the project's.").Naming(TargetKind.Repository).Told(),
                (e, v) => e.RepositoryId = v
            },
            {
                In.Body.Id("extended_attributes_id", "Extra attributes of the profile.").Naming(TargetKind.ExtendedAttributes).Told(),
                (e, v) => e.ExtendedAttributesId = v
            },
            {
                In.Body.Id("primary_profile_id", "Profile; kept and shown, as this server has no profiles yet.").Told(),
                (e, v) => e.PrimaryProfileId = v
            },
            {
                In
                    .Body.Flag("use_custom_branch", "Whether custom_branch is used instead of the default branch.")
                    .Or(false)
                    .RequiredIf(isUpdate)
                    .Told(),
                (e, v) => e.UseCustomBranch = v
            },
            {
                In.Body.Text("custom_branch", "Branch; needed with use_custom_branch.").Must(BranchFault).EmptyIsNone().Told(),
                (e, v) => e.CustomBranch = v
            },
            {
                In
                    .Body.Text("dbt_project_subdirectory", "Folder of dbt_project.yml in the repository, instead of the project's.", 1024)
                    .Must(RepositoryAddress.FolderFault)
                    .EmptyIsNone()
                    .Told(),
                (e, v) => e.DbtProjectSubdirectory = v
            },
            {
                In.Body.Flag("supports_docs", "Whether docs may be generated.").Or(false).RequiredIf(isUpdate),
                (e, v) => e.SupportsDocs = v
            },
            {
                In.Body.Flag("enable_model_query_history", "Whether the query history of models is collected; kept and shown.").Or(false),
                (e, v) => e.EnableModelQueryHistory = v
            },
            { In.Body.Flag("enable_dbt_state", "Whether dbt keeps state; kept and shown.").Or(false), (e, v) => e.EnableDbtState = v },
            { In.Body.Id("created_by_id", "Who made it. The server knows by itself, and what is sent changes nothing."), (_, _) => { } },
        }.AddRepeated(isUpdate, "environment");

    /// <summary>A branch goes to git's command line, so it may not look like an option.</summary>
    private static string? BranchFault(string? branch) =>
        branch is not null && (branch.StartsWith('-') || branch.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            ? "a branch name without blanks that does not begin with - is required"
            : null;
}
