using System.Text.RegularExpressions;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>The keys and the name of a metric in a properties file.</summary>
internal static partial class MetricEntries
{
    private static readonly string[] Keys =
    [
        "name",
        "label",
        "type",
        "description",
        "type_params",
        "filter",
        "time_granularity",
        "meta",
        "tags",
        "config",
    ];

    private static readonly string[] OwnKeys =
    [
        "name",
        "label",
        "type",
        "description",
        "filter",
        "time_granularity",
        "config",
        "hidden",
        "agg",
        "expr",
        "percentile",
        "percentile_type",
        "agg_time_dimension",
        "non_additive_dimension",
        "join_to_timespine",
        "fill_nulls_with",
        "numerator",
        "denominator",
        "input_metrics",
        "input_metric",
        "window",
        "grain_to_date",
        "period_agg",
        "entity",
        "calculation",
        "base_metric",
        "conversion_metric",
        "constant_properties",
    ];

    /// <summary>Checks them.</summary>
    /// <exception cref="DbtException">A key is unknown, or the name is none.</exception>
    public static void Check(PropertyEntry entry) => Check(entry, Keys);

    /// <summary>Checks those of the newer form.</summary>
    /// <exception cref="DbtException">A key is unknown, or the name is none.</exception>
    public static void CheckOwn(PropertyEntry entry) => Check(entry, OwnKeys);

    private static void Check(PropertyEntry entry, string[] keys)
    {
        if (entry.Data.Keys.FirstOrDefault(key => !keys.Contains(key)) is { } unknown)
        {
            throw entry.Error($"at path []: Additional properties are not allowed ('{unknown}' was unexpected)");
        }
        if (WhyNot(entry.Name) is { } reason)
        {
            throw entry.Error($"at path []: The metric name '{entry.Name}' is invalid.  It {reason}");
        }
    }

    private static string? WhyNot(string name) =>
        name.Contains(' ') ? "cannot contain spaces"
        : name.Length > 250 ? "cannot contain more than 250 characters"
        : name.Length == 0 || !char.IsAsciiLetter(name[0]) ? "must begin with a letter"
        : Form().IsMatch(name) ? null
        : "must contain only letters, numbers and underscores";

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
