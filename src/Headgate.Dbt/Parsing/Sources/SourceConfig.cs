using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Sources;

/// <summary>Configuration of a table from its property file: what the source says and what the table says, as keys or under <c>config</c>.</summary>
/// <param name="Config">Joined configuration.</param>
/// <param name="Freshness">Joined allowed age, or null where it is switched off.</param>
internal sealed record SourceConfig(OrderedDictionary<string, object?> Config, FreshnessThreshold? Freshness)
{
    public static SourceConfig Of(PropertyEntry source, PropertyEntry table)
    {
        var config = new OrderedDictionary<string, object?>();
        foreach (var entry in (PropertyEntry[])[source, table])
        {
            foreach (var (key, value) in entry.Config)
            {
                if (key is not ("meta" or "tags"))
                {
                    config[key] = PlainData.Clone(value);
                }
            }
        }
        Load(source, table, config);
        var freshness = FreshnessThresholds.Join(source, table);
        config["freshness"] = FreshnessThresholds.ToData(freshness);
        return new SourceConfig(config, freshness);
    }

    /// <summary>A table's field or query for the load time replaces both of its source.</summary>
    private static void Load(PropertyEntry source, PropertyEntry table, OrderedDictionary<string, object?> config)
    {
        var (field, hasField) = Find(table, "loaded_at_field");
        var (query, hasQuery) = Find(table, "loaded_at_query");
        if (field is not null && query is not null)
        {
            throw new DbtException(DbtErrorKind.Parsing, "Cannot specify both loaded_at_field and loaded_at_query at table level.");
        }
        var (outerField, _) = Find(source, "loaded_at_field");
        var (outerQuery, _) = Find(source, "loaded_at_query");
        if (outerField is not null && outerQuery is not null)
        {
            throw new DbtException(DbtErrorKind.Parsing, "Cannot specify both loaded_at_field and loaded_at_query at source level.");
        }
        config["loaded_at_field"] = hasField || query is not null ? field : outerField;
        config["loaded_at_query"] = hasQuery || hasField ? query : outerQuery;
    }

    private static (string? Value, bool IsWritten) Find(PropertyEntry entry, string key)
    {
        if (entry.Data.TryGetValue(key, out var value) || entry.Config.TryGetValue(key, out value))
        {
            return (value as string, true);
        }
        return (null, false);
    }
}
