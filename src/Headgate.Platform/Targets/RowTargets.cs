using System.Globalization;
using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.Targets;

/// <summary>Where a row lies, for the decision whether it may be shown beside something else.</summary>
internal static class RowTargets
{
    public static Target Of(Project row) => At(TargetKind.Project, row.AccountId, row.Id, row.Id);

    public static Target Of(DbtEnvironment row) =>
        At(TargetKind.Environment, row.AccountId, row.Id, row.ProjectId) with
        {
            EnvironmentId = row.Id,
            EnvironmentCategory = EnvironmentCategoryNames.Of(row.Type, row.DeploymentType),
        };

    public static Target Of(Job row) =>
        At(TargetKind.Job, row.AccountId, row.Id, row.ProjectId) with
        {
            EnvironmentId = row.EnvironmentId,
            JobId = row.Id,
        };

    public static Target Of(Run row) =>
        At(TargetKind.Run, row.AccountId, row.Id, row.ProjectId) with
        {
            EnvironmentId = row.EnvironmentId,
            JobId = row.JobDefinitionId,
            RunId = row.Id,
        };

    public static Target Of(Connection row) => At(TargetKind.Connection, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(Repository row) => At(TargetKind.Repository, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(Credential row) => At(TargetKind.Credential, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(ExtendedAttributes row) => At(TargetKind.ExtendedAttributes, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(SemanticLayerConfiguration row) =>
        At(TargetKind.SemanticLayerConfiguration, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(SemanticLayerCredential row) => At(TargetKind.SemanticLayerCredential, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(SemanticLayerMapping row) => At(TargetKind.SemanticLayerMapping, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(EnvironmentVariable row) => At(TargetKind.EnvironmentVariable, row.AccountId, row.Id, row.ProjectId);

    public static Target Of(GroupPermission row) => At(TargetKind.Group, row.AccountId, row.GroupId, row.ProjectId);

    public static Target Of(Group row) => At(TargetKind.Group, row.AccountId, row.Id, null);

    public static Target Of(ServiceToken row) => At(TargetKind.ServiceToken, row.AccountId, row.Id, null);

    private static Target At(TargetKind kind, long account, long id, long? project) =>
        new()
        {
            Kind = kind,
            AccountId = account,
            Id = id.ToString(CultureInfo.InvariantCulture),
            ProjectId = project,
        };
}
