using System.Collections.Concurrent;
using System.Text.Json;

namespace Headgate.Metrics.Answering;

/// <summary>What a project says of its metrics, as the newest run of an environment left it.</summary>
/// <param name="engine">What plans its queries.</param>
/// <param name="manifest">The semantic manifest.</param>
internal sealed class SemanticProject(MetricEngine engine, JsonElement manifest)
{
    private const int MostKept = 5_000;

    private readonly ConcurrentDictionary<string, IReadOnlyList<QueryableItem>> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _metrics = ByName(manifest, "metrics");
    private readonly Dictionary<string, JsonElement> _models = ByName(manifest, "semantic_models");

    public MetricEngine Engine => engine;

    /// <summary>What the manifest says of a metric.</summary>
    public JsonElement Metric(string name) => _metrics.GetValueOrDefault(name);

    /// <summary>The saved queries, by name.</summary>
    public IReadOnlyList<JsonElement> SavedQueries { get; } =
    [.. ByName(manifest, "saved_queries").OrderBy(query => query.Key, StringComparer.Ordinal).Select(query => query.Value)];

    /// <summary>What the manifest says of an item: the dimension or entity of the model that has it.</summary>
    public JsonElement Item(QueryableItem item) =>
        item.Model is { } model && _models.TryGetValue(model, out var json)
            ? Named(json, item.Kind == "entity" ? "entities" : "dimensions", item.Element!)
            : default;

    /// <summary>What known metrics can be grouped by together.</summary>
    public IReadOnlyList<QueryableItem> ItemsOf(IReadOnlyList<string> metrics)
    {
        var key = string.Join(',', metrics);
        if (!_items.TryGetValue(key, out var items))
        {
            items = engine.ItemsOf(metrics) ?? [];
            if (_items.Count >= MostKept)
            {
                _items.Clear();
            }
            _items[key] = items;
        }
        return items;
    }

    /// <summary>A measure.</summary>
    public JsonElement Measure(string name) =>
        _models.Values.Select(model => Named(model, "measures", name)).FirstOrDefault(found => found.ValueKind == JsonValueKind.Object);

    private static JsonElement Named(JsonElement of, string list, string name) =>
        Items(of, list).FirstOrDefault(one => string.Equals(NameOf(one), name, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, JsonElement> ByName(JsonElement of, string list)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in Items(of, list))
        {
            if (NameOf(one) is { } name)
            {
                found[name] = one;
            }
        }
        return found;
    }

    private static IEnumerable<JsonElement> Items(JsonElement of, string list) =>
        of.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? NameOf(JsonElement one) =>
        one.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
