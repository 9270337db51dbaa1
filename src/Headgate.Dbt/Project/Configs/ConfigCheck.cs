using System.Globalization;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Project.Configs;

/// <summary>Checks the types of configuration values, in the words of a JSON schema validator as dbt uses one.</summary>
internal static class ConfigCheck
{
    /// <summary>The first value that is not what its key wants, as a message, or null.</summary>
    public static string? FirstProblem(ConfigSchema schema, OrderedDictionary<string, object?> config)
    {
        foreach (var field in schema.Fields)
        {
            if (config.TryGetValue(field.Name, out var value) && Wanted(field.Type, value) is { } wanted)
            {
                return $"at path ['{field.Name}']: {PythonText.Repr(value)} is not {wanted}";
            }
        }
        return null;
    }

    /// <summary>Brings values into the form of the artifact: tags as a list, failures stored as one setting, dates as text.</summary>
    public static void Settle(OrderedDictionary<string, object?> config)
    {
        if (config.TryGetValue("tags", out var tags) && tags is not List<object?>)
        {
            config["tags"] = tags is null ? new List<object?>() : new List<object?> { tags };
        }
        SettleStoredFailures(config);
        // As with dbt, the text of a moment becomes one where batches are made of it.
        var isMicrobatch =
            config.GetValueOrDefault("materialized") is "incremental" && config.GetValueOrDefault("incremental_strategy") is "microbatch";
        if (config.GetValueOrDefault("begin") is { } begin && (begin is not string text || (isMicrobatch && IsoMoment.Is(text))))
        {
            config["begin"] = Moment(begin);
        }
        FillMap(config, "docs", ("show", true), ("node_color", null));
        FillMap(config, "contract", ("enforced", false), ("alias_types", true));
        FillMap(
            config,
            "snapshot_meta_column_names",
            ("dbt_valid_to", null),
            ("dbt_valid_from", null),
            ("dbt_scd_id", null),
            ("dbt_updated_at", null),
            ("dbt_is_deleted", null)
        );
    }

    /// <summary>One of two settings decides where failing rows go: the newer one when it is set.</summary>
    private static void SettleStoredFailures(OrderedDictionary<string, object?> config)
    {
        if (!config.TryGetValue("store_failures_as", out var written))
        {
            return;
        }
        if (written is string place)
        {
            config["store_failures"] = place != "ephemeral";
        }
        else
        {
            config["store_failures_as"] = config.GetValueOrDefault("store_failures") switch
            {
                true => "table",
                false => "ephemeral",
                _ => null,
            };
        }
    }

    private static void FillMap(OrderedDictionary<string, object?> config, string key, params (string Key, object? Default)[] fields)
    {
        if (config.GetValueOrDefault(key) is not OrderedDictionary<string, object?> map)
        {
            return;
        }
        var filled = new OrderedDictionary<string, object?>();
        foreach (var (name, fallback) in fields)
        {
            filled[name] = map.TryGetValue(name, out var value) ? value : fallback;
        }
        foreach (var (name, value) in map)
        {
            filled.TryAdd(name, value);
        }
        config[key] = filled;
    }

    private static object Moment(object begin) =>
        begin switch
        {
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00",
            DateTime moment => PlainData.Moment(moment),
            string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
                date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00",
            string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment) =>
                PlainData.Moment(moment),
            _ => begin,
        };

    private static string? Wanted(ConfigType type, object? value) =>
        type switch
        {
            ConfigType.Bool when value is not bool => "of type 'boolean'",
            ConfigType.BoolOrNull when value is not (bool or null) => "valid under any of the given schemas",
            ConfigType.Text when value is not string => "of type 'string'",
            ConfigType.TextOrNull when value is not (string or null) => "valid under any of the given schemas",
            ConfigType.IntegerOrNull when value is not (long or null) => "valid under any of the given schemas",
            ConfigType.Map when value is not OrderedDictionary<string, object?> => "of type 'object'",
            _ => null,
        };
}
