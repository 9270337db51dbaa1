using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A connection on the wire of v3. Secret fields of its configuration are never in it.</summary>
internal sealed record ConnectionView
{
    private readonly Connection _row;

    private ConnectionView(Connection row) => _row = row;

    public static ConnectionView Of(Connection row, int? environments = null) => new(row) { EnvironmentCount = environments };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public string Name => _row.Name;
    public string AdapterVersion => _row.AdapterVersion;
    public string? PrivateLinkEndpointId => _row.PrivateLinkEndpointId;
    public bool IsSshTunnelEnabled => _row.IsSshTunnelEnabled;
    public string? OauthRedirectUri => _row.OauthRedirectUri;
    public long? OauthConfigurationId => _row.OauthConfigurationId;
    public bool? IsConfiguredForNativeOauth => _row.IsConfiguredForNativeOauth;
    public long? PlatformMetadataCredentialsId => _row.PlatformMetadataCredentialsId;
    public long? AnalyticsCredentialsId => _row.AnalyticsCredentialsId;
    public JsonElement Config => StoredJson.Read(_row.Config);

    [JsonPropertyName("environment__count")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EnvironmentCount { get; init; }

    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
}
