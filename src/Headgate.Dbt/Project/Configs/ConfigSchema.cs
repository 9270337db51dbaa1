using Headgate.Dbt.Artifacts;
using static Headgate.Dbt.Project.Configs.ConfigMergeRule;

namespace Headgate.Dbt.Project.Configs;

/// <summary>The configuration keys that dbt knows for a kind of resource, in the order of its artifacts.</summary>
internal sealed class ConfigSchema
{
    private readonly Dictionary<string, ConfigField> _byName;

    private ConfigSchema(params ConfigField[] fields)
    {
        Fields = fields;
        _byName = fields.ToDictionary(field => field.Name);
    }

    /// <summary>Keys in order.</summary>
    public IReadOnlyList<ConfigField> Fields { get; }

    private static readonly ConfigField[] Common =
    [
        new("enabled", () => true, Type: ConfigType.Bool),
        new("alias", Null, Type: ConfigType.TextOrNull),
        new("schema", Null, Type: ConfigType.TextOrNull),
        new("database", Null, Type: ConfigType.TextOrNull),
        new("tags", EmptyList, Append),
        new("meta", EmptyMap, Update, ConfigType.Map),
        new("group", Null, Type: ConfigType.TextOrNull),
        new("static_analysis", Null),
    ];

    private static readonly ConfigField[] Node =
    [
        .. Common,
        Materialized("view"),
        new("incremental_strategy", Null, Type: ConfigType.TextOrNull),
        new("batch_size", Null),
        new("lookback", () => 1L),
        new("begin", Null),
        new("persist_docs", EmptyMap, Type: ConfigType.Map),
        new("post-hook", EmptyList, Append),
        new("pre-hook", EmptyList, Append),
        new("quoting", EmptyMap, Update, ConfigType.Map),
        new("column_types", EmptyMap, Update, ConfigType.Map),
        new("full_refresh", Null, Type: ConfigType.BoolOrNull),
        new("unique_key", Null),
        new("on_schema_change", () => "ignore", Type: ConfigType.TextOrNull),
        new("on_configuration_change", () => "apply"),
        new("grants", EmptyMap, AppendByKey, ConfigType.Map),
        new("packages", EmptyList, Append),
        new("docs", () => Map(("show", true), ("node_color", null)), Update, ConfigType.Map),
        new("contract", () => Map(("enforced", false), ("alias_types", true)), Update, ConfigType.Map),
        new("event_time", Null),
        new("concurrent_batches", Null),
    ];

    private static readonly ConfigSchema Nodes = new(Node);

    private static readonly ConfigSchema Models = new([.. Node, new("access", () => "protected"), new("freshness", Null)]);

    private static readonly ConfigSchema Seeds = new([
        .. With(Node, Materialized("seed")),
        new("delimiter", () => ",", Type: ConfigType.Text),
        new("quote_columns", Null, Type: ConfigType.BoolOrNull),
    ]);

    private static readonly ConfigSchema Snapshots = new([
        .. With(Node, Materialized("snapshot")),
        new("strategy", Null, Type: ConfigType.TextOrNull),
        new("target_schema", Null, Type: ConfigType.TextOrNull),
        new("target_database", Null, Type: ConfigType.TextOrNull),
        new("updated_at", Null, Type: ConfigType.TextOrNull),
        new("check_cols", Null),
        new(
            "snapshot_meta_column_names",
            () =>
                Map(
                    ("dbt_valid_to", null),
                    ("dbt_valid_from", null),
                    ("dbt_scd_id", null),
                    ("dbt_updated_at", null),
                    ("dbt_is_deleted", null)
                )
        ),
        new("dbt_valid_to_current", Null, Type: ConfigType.TextOrNull),
    ]);

    private static readonly ConfigSchema Functions = new([
        .. With(Node, Materialized("function")),
        new("type", () => "scalar", Type: ConfigType.Text),
        new("volatility", Null, Type: ConfigType.TextOrNull),
        new("runtime_version", Null, Type: ConfigType.TextOrNull),
        new("entry_point", Null, Type: ConfigType.TextOrNull),
    ]);

    private static readonly ConfigSchema Tests = new([
        .. With(Common, new ConfigField("schema", () => "dbt_test__audit", Type: ConfigType.TextOrNull)),
        Materialized("test"),
        new("severity", () => "ERROR", Type: ConfigType.Text),
        new("store_failures", Null, Type: ConfigType.BoolOrNull),
        new("store_failures_as", Null, Type: ConfigType.TextOrNull),
        new("where", Null, Type: ConfigType.TextOrNull),
        new("limit", Null, Type: ConfigType.IntegerOrNull),
        new("fail_calc", () => "count(*)", Type: ConfigType.Text),
        new("warn_if", () => "!= 0", Type: ConfigType.Text),
        new("error_if", () => "!= 0", Type: ConfigType.Text),
    ]);

    private static readonly ConfigSchema Sources = new([
        Common[0],
        new("event_time", Null),
        new("freshness", Null),
        new("loaded_at_field", Null, Type: ConfigType.TextOrNull),
        new("loaded_at_query", Null, Type: ConfigType.TextOrNull),
        new("meta", EmptyMap, Update, ConfigType.Map),
        new("tags", EmptyList, Append),
        new("static_analysis", Null),
    ]);

    private static readonly ConfigSchema Exposures = new([
        Common[0],
        new("tags", EmptyList, Append),
        new("meta", EmptyMap, Update, ConfigType.Map),
    ]);

    private static readonly ConfigSchema Semantics = new([
        Common[0],
        new("group", Null, Type: ConfigType.TextOrNull),
        new("meta", EmptyMap, Update, ConfigType.Map),
    ]);

    private static readonly ConfigSchema SavedQueries = new([
        .. Semantics.Fields,
        new("export_as", Null, Type: ConfigType.TextOrNull),
        new("schema", Null, Type: ConfigType.TextOrNull),
        new("cache", () => Map(("enabled", false)), Update, ConfigType.Map),
    ]);

    private static readonly ConfigSchema UnitTests = new([
        new("tags", EmptyList, Append),
        new("meta", EmptyMap, Update, ConfigType.Map),
        Common[0],
        new("static_analysis", Null),
    ]);

    private static readonly ConfigSchema Groups = new([new("meta", EmptyMap, Update, ConfigType.Map)]);

    /// <summary>Keys of a kind of resource.</summary>
    public static ConfigSchema Of(ResourceType type) =>
        type switch
        {
            ResourceType.Model => Models,
            ResourceType.Seed => Seeds,
            ResourceType.Snapshot => Snapshots,
            ResourceType.Function => Functions,
            ResourceType.Test => Tests,
            ResourceType.Source => Sources,
            ResourceType.Exposure => Exposures,
            ResourceType.Metric or ResourceType.SemanticModel => Semantics,
            ResourceType.SavedQuery => SavedQueries,
            ResourceType.UnitTest => UnitTests,
            ResourceType.Group => Groups,
            _ => Nodes,
        };

    /// <summary>The known key of a name, or null for a key of the project's own.</summary>
    public ConfigField? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A configuration of defaults.</summary>
    public OrderedDictionary<string, object?> Defaults()
    {
        var values = new OrderedDictionary<string, object?>(Fields.Count + 4);
        foreach (var field in Fields)
        {
            values[field.Name] = field.Default();
        }
        return values;
    }

    private static object? Null() => null;

    private static List<object?> EmptyList() => new List<object?>();

    private static OrderedDictionary<string, object?> EmptyMap() => new OrderedDictionary<string, object?>();

    private static ConfigField Materialized(string kind) => new("materialized", () => kind, Type: ConfigType.Text);

    private static IEnumerable<ConfigField> With(ConfigField[] fields, ConfigField replacement) =>
        fields.Select(field => field.Name == replacement.Name ? replacement : field);

    private static OrderedDictionary<string, object?> Map(params (string Key, object? Value)[] pairs)
    {
        var map = new OrderedDictionary<string, object?>();
        foreach (var (key, value) in pairs)
        {
            map[key] = value;
        }
        return map;
    }
}
