using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An environment on the wire of v3.</summary>
internal sealed record EnvironmentView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required long ProjectId { get; init; }
    public long? CredentialsId { get; init; }
    public long? ConnectionId { get; init; }
    public long? ExtendedAttributesId { get; init; }
    public long? PrimaryProfileId { get; init; }
    public long? RepositoryId { get; init; }
    public required string Name { get; init; }
    public required string DbtVersion { get; init; }
    public required string RawDbtVersion { get; init; }
    public required string Type { get; init; }
    public required bool UseCustomBranch { get; init; }
    public string? CustomBranch { get; init; }
    public string? DbtProjectSubdirectory { get; init; }
    public required bool SupportsDocs { get; init; }
    public string? DeploymentType { get; init; }
    public required bool IsDeferrable { get; init; }
    public required bool EnableModelQueryHistory { get; init; }
    public required bool EnableDbtState { get; init; }
    public required int State { get; init; }
    public long? CreatedById { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public ProjectView? Project { get; init; }
    public CredentialView? Credentials { get; init; }
    public ConnectionView? Connection { get; init; }
    public RepositoryView? Repository { get; init; }
    public JsonElement? FusionReadiness { get; init; }

    public static EnvironmentView Of(
        DbtEnvironment environment,
        ProjectView? project = null,
        CredentialView? credentials = null,
        ConnectionView? connection = null,
        RepositoryView? repository = null
    ) =>
        new()
        {
            Id = environment.Id,
            AccountId = environment.AccountId,
            ProjectId = environment.ProjectId,
            CredentialsId = environment.CredentialsId,
            ConnectionId = environment.ConnectionId,
            ExtendedAttributesId = environment.ExtendedAttributesId,
            PrimaryProfileId = environment.PrimaryProfileId,
            RepositoryId = environment.RepositoryId,
            Name = environment.Name,
            DbtVersion = environment.DbtVersion,
            RawDbtVersion = environment.RawDbtVersion ?? environment.DbtVersion,
            Type = environment.Type,
            UseCustomBranch = environment.UseCustomBranch,
            CustomBranch = environment.CustomBranch,
            DbtProjectSubdirectory = environment.DbtProjectSubdirectory,
            SupportsDocs = environment.SupportsDocs,
            DeploymentType = environment.DeploymentType,
            IsDeferrable = environment.Type is "deployment",
            EnableModelQueryHistory = environment.EnableModelQueryHistory,
            EnableDbtState = environment.EnableDbtState,
            State = (int)environment.State,
            CreatedById = environment.CreatedById,
            CreatedAt = environment.CreatedAt,
            UpdatedAt = environment.UpdatedAt,
            Project = project,
            Credentials = credentials,
            Connection = connection,
            Repository = repository,
        };
}
