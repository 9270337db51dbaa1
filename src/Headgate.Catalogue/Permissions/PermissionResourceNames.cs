using System.Collections.Frozen;
using System.Text.Json;

namespace Headgate.Catalogue;

/// <summary>Resources under dbt's names.</summary>
public static class PermissionResourceNames
{
    private static readonly FrozenDictionary<string, PermissionResource> ByName = Enum.GetValues<PermissionResource>()
        .ToFrozenDictionary(r => JsonNamingPolicy.SnakeCaseLower.ConvertName(r.ToString()));

    private static readonly FrozenDictionary<PermissionResource, string> Names = ByName.ToFrozenDictionary(p => p.Value, p => p.Key);

    /// <summary>dbt's name: <c>environment_credentials</c>.</summary>
    public static string Name(this PermissionResource resource) => Names[resource];

    /// <summary>The resource of a name, or null.</summary>
    public static PermissionResource? Find(string name) => ByName.TryGetValue(name, out var found) ? found : null;
}
