using System.Text.Json;

namespace Headgate.Dbt.Project.Packages;

/// <summary>One version of a package at the hub.</summary>
/// <param name="ProjectName">Name of its project.</param>
/// <param name="Archive">Where its archive is.</param>
/// <param name="RequiresDbt">Bounds on dbt's version; none for any.</param>
/// <param name="Packages">Packages that it asks for.</param>
internal sealed record HubVersion(
    string ProjectName,
    Uri Archive,
    IReadOnlyList<string> RequiresDbt,
    IReadOnlyList<OrderedDictionary<string, object?>> Packages
)
{
    /// <summary>Reads it.</summary>
    public static HubVersion Read(JsonElement json) =>
        new(
            json.GetProperty("name").GetString() ?? "",
            new(json.GetProperty("downloads").GetProperty("tarball").GetString() ?? "", UriKind.Absolute),
            json.TryGetProperty("require_dbt_version", out var bounds) ? Texts(bounds) : [],
            json.TryGetProperty("packages", out var packages) && packages.ValueKind == JsonValueKind.Array
                ? [.. packages.EnumerateArray().Select(Entry)]
                : []
        );

    /// <summary>Whether this release of dbt is one that it may be used with.</summary>
    public bool Takes(string dbt) => RequiresDbt.All(bound => VersionRule.Parse(bound).Allows(dbt));

    private static OrderedDictionary<string, object?> Entry(JsonElement json)
    {
        var entry = new OrderedDictionary<string, object?>();
        foreach (var field in json.EnumerateObject())
        {
            entry[field.Name] = field.Value.ValueKind switch
            {
                JsonValueKind.Array => Texts(field.Value).Select(text => (object?)text).ToList(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Null => null,
                _ => field.Value.ToString(),
            };
        }
        return entry;
    }

    private static List<string> Texts(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => [.. json.EnumerateArray().Select(item => item.ToString())],
            JsonValueKind.String => [json.GetString()!],
            _ => [],
        };
}
