using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A connection on the wire of v3. Secret fields of its configuration are never in it.</summary>
internal sealed record ConnectionView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required string Name { get; init; }
    public required string AdapterVersion { get; init; }
    public string? PrivateLinkEndpointId { get; init; }
    public required bool IsSshTunnelEnabled { get; init; }
    public string? OauthRedirectUri { get; init; }
    public long? OauthConfigurationId { get; init; }
    public bool? IsConfiguredForNativeOauth { get; init; }
    public long? PlatformMetadataCredentialsId { get; init; }
    public long? AnalyticsCredentialsId { get; init; }
    public required JsonElement Config { get; init; }

    [JsonPropertyName("environment__count")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EnvironmentCount { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static ConnectionView Of(Connection connection, int? environments = null) =>
        new()
        {
            Id = connection.Id,
            AccountId = connection.AccountId,
            Name = connection.Name,
            AdapterVersion = connection.AdapterVersion,
            PrivateLinkEndpointId = connection.PrivateLinkEndpointId,
            IsSshTunnelEnabled = connection.IsSshTunnelEnabled,
            OauthRedirectUri = connection.OauthRedirectUri,
            OauthConfigurationId = connection.OauthConfigurationId,
            IsConfiguredForNativeOauth = connection.IsConfiguredForNativeOauth,
            PlatformMetadataCredentialsId = connection.PlatformMetadataCredentialsId,
            AnalyticsCredentialsId = connection.AnalyticsCredentialsId,
            Config = StoredJson.Read(connection.Config),
            EnvironmentCount = environments,
            CreatedAt = connection.CreatedAt,
            UpdatedAt = connection.UpdatedAt,
        };
}
