using System.Text.Json;
using Headgate.Platform.Adapters;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A connection in the older form of projects and v2 environments.</summary>
internal sealed record ProjectConnectionView
{
    private readonly Connection _row;

    private ProjectConnectionView(Connection row) => _row = row;

    public static ProjectConnectionView Of(Connection row, long? project) => new(row) { ProjectId = row.ProjectId ?? project };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long? ProjectId { get; init; }
    public string Name => _row.Name;
    public string Type => _row.Type ?? AdapterNames.ConnectionType(_row.AdapterVersion);
    public string AdapterVersion => _row.AdapterVersion;
    public long? CreatedById => _row.CreatedById;
    public long? CreatedByServiceTokenId { get; init; }
    public int State => (int)_row.State;
    public string? PrivateLinkEndpointId => _row.PrivateLinkEndpointId;
    public long? OauthConfigurationId => _row.OauthConfigurationId;
    public JsonElement Details => StoredJson.Read(_row.Config);
    public SpaceTime CreatedAt => _row.CreatedAt;
    public SpaceTime UpdatedAt => _row.UpdatedAt;
}
