using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>
/// Effective configuration of a resource: dbt's known keys in dbt's order, then the project's own.
/// Values are plain data: null, bool, long, double, string, <c>List&lt;object?&gt;</c> and ordered maps of the same.
/// </summary>
[JsonConverter(typeof(NodeConfigConverter))]
public sealed class NodeConfig
{
    /// <summary>An empty configuration.</summary>
    public NodeConfig() { }

    /// <summary>A configuration over the given values, which it owns from now on.</summary>
    /// <param name="values">Keys and plain values.</param>
    public NodeConfig(OrderedDictionary<string, object?> values) => Values = values;

    /// <summary>All keys and values; hooks are under <c>pre-hook</c> and <c>post-hook</c>.</summary>
    public OrderedDictionary<string, object?> Values { get; } = [];

    /// <summary>The value of a key; null where it is null or absent.</summary>
    /// <param name="key">Key as in the artifact.</param>
    public object? this[string key]
    {
        get => Values.GetValueOrDefault(key);
        set => Values[key] = value;
    }

    /// <summary>False switches the resource off.</summary>
    public bool Enabled => Values.GetValueOrDefault("enabled") as bool? ?? true;

    /// <summary>Materialisation; <c>view</c> where none is set.</summary>
    public string Materialized => Text("materialized") ?? "view";

    /// <summary>Name of the relation where it is not the node's own, or null.</summary>
    public string? Alias => Text("alias");

    /// <summary>Custom schema, or null.</summary>
    public string? Schema => Text("schema");

    /// <summary>Custom database, or null.</summary>
    public string? Database => Text("database");

    /// <summary>Group, or null.</summary>
    public string? Group => Text("group");

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags => Texts("tags");

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta => Map("meta") ?? [];

    /// <summary>Statements to run before the node.</summary>
    public IReadOnlyList<Hook> PreHooks => Hook.ListOf(Values.GetValueOrDefault("pre-hook"));

    /// <summary>Statements to run after the node.</summary>
    public IReadOnlyList<Hook> PostHooks => Hook.ListOf(Values.GetValueOrDefault("post-hook"));

    /// <summary>A value that is text; numbers are written as text; null otherwise.</summary>
    /// <param name="key">Key as in the artifact.</param>
    public string? Text(string key) =>
        Values.GetValueOrDefault(key) switch
        {
            string text => text,
            long number => number.ToString(),
            _ => null,
        };

    /// <summary>A value that is a map, or null.</summary>
    /// <param name="key">Key as in the artifact.</param>
    public OrderedDictionary<string, object?>? Map(string key) => Values.GetValueOrDefault(key) as OrderedDictionary<string, object?>;

    /// <summary>A value that is text or a list of texts, as a list; empty otherwise.</summary>
    /// <param name="key">Key as in the artifact.</param>
    public IReadOnlyList<string> Texts(string key) =>
        Values.GetValueOrDefault(key) switch
        {
            string text => [text],
            List<object?> list => [.. list.OfType<string>()],
            _ => [],
        };

    /// <summary>A truth value, or null where the key is absent or holds something else.</summary>
    /// <param name="key">Key as in the artifact.</param>
    public bool? Flag(string key) => Values.GetValueOrDefault(key) as bool?;
}
