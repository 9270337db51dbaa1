using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A project on the wire, the same in v2 and v3.</summary>
internal sealed record ProjectView
{
    private readonly Project _row;
    private readonly VisibleKinds _visible;

    private ProjectView(Project row, VisibleKinds visible) => (_row, _visible) = (row, visible);

    /// <summary>The view of a project alone, with the ids of what its caller may see.</summary>
    public static ProjectView Of(Project row, VisibleKinds visible) => new(row, visible);

    public long Id => _row.Id;
    public string Name => _row.Name;
    public long AccountId => _row.AccountId;
    public string? Description => _row.Description;
    public long? ConnectionId => _visible.Connections ? _row.ConnectionId : null;
    public long? RepositoryId => _visible.Repositories ? _row.RepositoryId : null;
    public long? SemanticLayerConfigId => _row.SemanticLayerConfigId;
    public int State => (int)_row.State;
    public string? DbtProjectSubdirectory => _row.DbtProjectSubdirectory;
    public long? DocsJobId => _visible.Jobs || DocsJob is not null ? _row.DocsJobId : null;
    public long? FreshnessJobId => _visible.Jobs || FreshnessJob is not null ? _row.FreshnessJobId : null;
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
