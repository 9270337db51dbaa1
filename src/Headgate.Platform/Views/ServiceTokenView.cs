using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A service token on the wire. The secret is in it once: in the answer that made it.</summary>
internal sealed record ServiceTokenView
{
    private readonly ServiceToken _row;

    private ServiceTokenView(ServiceToken row) => _row = row;

    public static ServiceTokenView Of(ServiceToken row, IReadOnlyCollection<ServiceTokenPermission> permissions, string? secret = null) =>
        new(row) { ServiceTokenPermissions = [.. permissions.Select(ServiceTokenPermissionView.Of)], TokenString = secret };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public string Uid => _row.Uid;
    public string Name => _row.Name;
    public int State => (int)_row.State;
    public int Type { get; init; } = 1;
    public bool MetadataOnly => _row.MetadataOnly;
    public bool WebhooksOnly => _row.WebhooksOnly;
    public IReadOnlyList<ServiceTokenGrantView> PermissionGrants =>
        [.. ServiceTokenPermissions.Select(p => new ServiceTokenGrantView(p.PermissionSet, p.ProjectId, p.WritableEnvironmentCategories))];
    public required IReadOnlyList<ServiceTokenPermissionView> ServiceTokenPermissions { get; init; }
    public IReadOnlyList<JsonElement> SemanticLayerCredentials { get; init; } = [];
    public ZuluTime? ExpiresAt => _row.ExpiresAt;
    public ZuluTime? LastUsed => _row.LastUsed;
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;

    /// <summary>The secret, revealed on purpose; left out everywhere but in the answer of creation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TokenString { get; init; }
}

/// <summary>A permission set of a token in the short form.</summary>
internal sealed record ServiceTokenGrantView(string PermissionSet, long? ProjectId, IReadOnlyList<string> WritableEnvironmentCategories);
