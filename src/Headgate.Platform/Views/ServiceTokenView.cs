using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A service token on the wire. The secret is in it once: in the answer that made it.</summary>
internal sealed record ServiceTokenView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required string Uid { get; init; }
    public required string Name { get; init; }
    public required int State { get; init; }
    public int Type { get; init; } = 1;
    public required bool MetadataOnly { get; init; }
    public required bool WebhooksOnly { get; init; }
    public required IReadOnlyList<ServiceTokenGrantView> PermissionGrants { get; init; }
    public required IReadOnlyList<ServiceTokenPermissionView> ServiceTokenPermissions { get; init; }
    public IReadOnlyList<JsonElement> SemanticLayerCredentials { get; init; } = [];

    [JsonConverter(typeof(ZuluTimeConverter))]
    public DateTimeOffset? ExpiresAt { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public DateTimeOffset? LastUsed { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The secret, revealed on purpose; left out everywhere but in the answer of creation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TokenString { get; init; }

    public static ServiceTokenView Of(ServiceToken token, IReadOnlyCollection<ServiceTokenPermission> permissions, string? secret = null) =>
        new()
        {
            Id = token.Id,
            AccountId = token.AccountId,
            Uid = token.Uid,
            Name = token.Name,
            State = (int)token.State,
            MetadataOnly = token.MetadataOnly,
            WebhooksOnly = token.WebhooksOnly,
            PermissionGrants =
            [
                .. permissions.Select(p => new ServiceTokenGrantView(p.PermissionSet, p.ProjectId, p.WritableEnvironmentCategories)),
            ],
            ServiceTokenPermissions = [.. permissions.Select(ServiceTokenPermissionView.Of)],
            ExpiresAt = token.ExpiresAt,
            LastUsed = token.LastUsed,
            CreatedAt = token.CreatedAt,
            UpdatedAt = token.UpdatedAt,
            TokenString = secret,
        };
}

/// <summary>A permission set of a token in the short form.</summary>
internal sealed record ServiceTokenGrantView(string PermissionSet, long? ProjectId, IReadOnlyList<string> WritableEnvironmentCategories);
