using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A project on the wire, the same in v2 and v3.</summary>
internal sealed record ProjectView
{
    private readonly Project _row;

    private ProjectView(Project row) => _row = row;

    /// <summary>The view of a project alone.</summary>
    public static ProjectView Of(Project row) => new(row);

    public long Id => _row.Id;
    public string Name => _row.Name;
    public long AccountId => _row.AccountId;
    public string? Description => _row.Description;
    public long? ConnectionId => _row.ConnectionId;
    public long? RepositoryId => _row.RepositoryId;
    public long? SemanticLayerConfigId => _row.SemanticLayerConfigId;
    public int State => (int)_row.State;
    public string? DbtProjectSubdirectory => _row.DbtProjectSubdirectory;
    public long? DocsJobId => _row.DocsJobId;
    public long? FreshnessJobId => _row.FreshnessJobId;
    public int Type => _row.Type;
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
    public ProjectConnectionView? Connection { get; init; }
    public IReadOnlyList<EnvironmentView> Environments { get; init; } = [];
    public RepositoryView? Repository { get; init; }
    public IReadOnlyList<GroupPermissionView> GroupPermissions { get; init; } = [];
    public JobView? DocsJob { get; init; }
    public JobView? FreshnessJob { get; init; }
    public JsonElement? FusionReadiness { get; init; }
    public string? DefaultVersion { get; init; }
}
