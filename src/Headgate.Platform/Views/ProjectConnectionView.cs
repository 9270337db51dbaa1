using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Platform.Adapters;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A connection in the older form of projects and v2 environments.</summary>
internal sealed record ProjectConnectionView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public long? ProjectId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string AdapterVersion { get; init; }
    public long? CreatedById { get; init; }
    public long? CreatedByServiceTokenId { get; init; }
    public required int State { get; init; }
    public string? PrivateLinkEndpointId { get; init; }
    public long? OauthConfigurationId { get; init; }
    public required JsonElement Details { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(SpaceTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static ProjectConnectionView Of(Connection connection, long? project) =>
        new()
        {
            Id = connection.Id,
            AccountId = connection.AccountId,
            ProjectId = connection.ProjectId ?? project,
            Name = connection.Name,
            Type = connection.Type ?? AdapterNames.ConnectionType(connection.AdapterVersion),
            AdapterVersion = connection.AdapterVersion,
            CreatedById = connection.CreatedById,
            State = (int)connection.State,
            PrivateLinkEndpointId = connection.PrivateLinkEndpointId,
            OauthConfigurationId = connection.OauthConfigurationId,
            Details = StoredJson.Read(connection.Config),
            CreatedAt = connection.CreatedAt,
            UpdatedAt = connection.UpdatedAt,
        };
}
