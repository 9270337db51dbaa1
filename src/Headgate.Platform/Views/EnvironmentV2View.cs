using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An environment on the wire of v2.</summary>
internal sealed record EnvironmentV2View
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required long ProjectId { get; init; }
    public required string Name { get; init; }
    public long? ConnectionId { get; init; }
    public long? CredentialsId { get; init; }
    public long? RepositoryId { get; init; }
    public long? ExtendedAttributesId { get; init; }
    public string? CustomBranch { get; init; }
    public required bool UseCustomBranch { get; init; }
    public string? DbtProjectSubdirectory { get; init; }
    public required string DbtVersion { get; init; }
    public string? RawDbtVersion { get; init; }
    public required bool SupportsDocs { get; init; }
    public string? DeploymentType { get; init; }
    public required string Type { get; init; }
    public long? CreatedById { get; init; }
    public required int State { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public RepositoryView? Repository { get; init; }
    public ProjectConnectionView? Connection { get; init; }
    public IReadOnlyList<JsonElement>? Jobs { get; init; }
    public IReadOnlyList<JsonElement>? CustomEnvironmentVariables { get; init; }

    public static EnvironmentV2View Of(DbtEnvironment environment, Repository? repository = null, Connection? connection = null) =>
        new()
        {
            Id = environment.Id,
            AccountId = environment.AccountId,
            ProjectId = environment.ProjectId,
            Name = environment.Name,
            ConnectionId = environment.ConnectionId,
            CredentialsId = environment.CredentialsId,
            RepositoryId = environment.RepositoryId,
            ExtendedAttributesId = environment.ExtendedAttributesId,
            CustomBranch = environment.CustomBranch,
            UseCustomBranch = environment.UseCustomBranch,
            DbtProjectSubdirectory = environment.DbtProjectSubdirectory,
            DbtVersion = environment.DbtVersion,
            RawDbtVersion = environment.RawDbtVersion ?? environment.DbtVersion,
            SupportsDocs = environment.SupportsDocs,
            DeploymentType = environment.DeploymentType,
            Type = environment.Type,
            CreatedById = environment.CreatedById,
            State = (int)environment.State,
            CreatedAt = environment.CreatedAt,
            UpdatedAt = environment.UpdatedAt,
            Repository = repository is null ? null : RepositoryView.Of(repository),
            Connection = connection is null ? null : ProjectConnectionView.Of(connection, environment.ProjectId),
        };
}
