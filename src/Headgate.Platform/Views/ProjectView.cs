using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A project on the wire, the same in v2 and v3.</summary>
internal sealed record ProjectView
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required long AccountId { get; init; }
    public string? Description { get; init; }
    public long? ConnectionId { get; init; }
    public long? RepositoryId { get; init; }
    public long? SemanticLayerConfigId { get; init; }
    public required int State { get; init; }
    public string? DbtProjectSubdirectory { get; init; }
    public long? DocsJobId { get; init; }
    public long? FreshnessJobId { get; init; }
    public required int Type { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public ProjectConnectionView? Connection { get; init; }
    public IReadOnlyList<EnvironmentView> Environments { get; init; } = [];
    public RepositoryView? Repository { get; init; }
    public IReadOnlyList<GroupPermissionView> GroupPermissions { get; init; } = [];
    public JobView? DocsJob { get; init; }
    public JobView? FreshnessJob { get; init; }
    public JsonElement? FusionReadiness { get; init; }
    public string? DefaultVersion { get; init; }

    /// <summary>The view of a project alone.</summary>
    public static ProjectView Of(Project project) =>
        new()
        {
            Id = project.Id,
            Name = project.Name,
            AccountId = project.AccountId,
            Description = project.Description,
            ConnectionId = project.ConnectionId,
            RepositoryId = project.RepositoryId,
            SemanticLayerConfigId = project.SemanticLayerConfigId,
            State = (int)project.State,
            DbtProjectSubdirectory = project.DbtProjectSubdirectory,
            DocsJobId = project.DocsJobId,
            FreshnessJobId = project.FreshnessJobId,
            Type = project.Type,
            CreatedAt = project.CreatedAt,
            UpdatedAt = project.UpdatedAt,
        };
}
