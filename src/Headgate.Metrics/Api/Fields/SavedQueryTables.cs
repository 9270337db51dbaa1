using System.Text.Json;
using Headgate.Metrics.Answering;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Saved queries as answers hold them.</summary>
internal static class SavedQueryTables
{
    /// <summary>A saved query.</summary>
    public static IReadOnlyDictionary<string, object?> Of(JsonElement query, SemanticProject project)
    {
        var asked = query.At("query_params");
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = query.TextAt("name"),
            ["description"] = query.TextAt("description"),
            ["label"] = query.TextAt("label"),
            ["queryParams"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["metrics"] = Names(asked.ItemsAt("metrics")),
                ["groupBy"] = asked.ItemsAt("group_by").Select(item => GroupBy(item.GetString() ?? "", project)).ToList(),
                ["where"] = JsonValues.Filter(asked.At("where")),
                ["orderBy"] = asked.ItemsAt("order_by").Select(item => item.GetString()).ToList(),
                ["limit"] = asked.At("limit") is { ValueKind: JsonValueKind.Number } limit ? limit.GetInt32() : null,
            },
            ["exports"] = query.ItemsAt("exports").ToList(),
            ["metadata"] = query.At("metadata") is { ValueKind: JsonValueKind.Object } metadata ? metadata : null,
        };
    }

    private static List<Dictionary<string, object?>> Names(IEnumerable<JsonElement> names) =>
        [.. names.Select(name => new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = name.GetString() })];

    private static Dictionary<string, object?> GroupBy(string text, SemanticProject project)
    {
        var (name, grain, part) = project.Engine.PartsOf(text);
        return new(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["grain"] = Enum.TryParse<Time.TimeUnit>(grain, ignoreCase: true, out _) ? grain!.ToUpperInvariant() : null,
            ["timeGranularity"] = grain,
            ["datePart"] = part?.ToUpperInvariant(),
        };
    }
}
