using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Sources;

/// <summary>The allowed age of a table: each of its bounds from the nearest place that sets it; <c>null</c> switches all off.</summary>
internal static class FreshnessThresholds
{
    private static readonly string[] Periods = ["minute", "hour", "day"];

    /// <summary>Joins the thresholds of a source and its table.</summary>
    public static FreshnessThreshold? Join(PropertyEntry source, PropertyEntry table)
    {
        FreshnessThreshold? joined = null;
        foreach (var entry in (PropertyEntry[])[source, table])
        {
            foreach (var map in (OrderedDictionary<string, object?>[])[entry.Data, entry.Config])
            {
                if (!map.TryGetValue("freshness", out var value))
                {
                    continue;
                }
                joined = value switch
                {
                    null => null,
                    OrderedDictionary<string, object?> threshold => Over(joined, entry.Part(threshold)),
                    _ => throw entry.Error($"at path ['freshness']: {PythonText.Repr(value)} is not valid under any of the given schemas"),
                };
            }
        }

        return joined;
    }

    /// <summary>A threshold as configuration shows it.</summary>
    public static object? ToData(FreshnessThreshold? freshness) =>
        freshness is null
            ? null
            : new OrderedDictionary<string, object?>
            {
                ["warn_after"] = ToData(freshness.WarnAfter),
                ["error_after"] = ToData(freshness.ErrorAfter),
                ["filter"] = freshness.Filter,
            };

    private static FreshnessThreshold Over(FreshnessThreshold? farther, PropertyEntry nearer) =>
        new()
        {
            WarnAfter = Period(nearer, "warn_after", farther?.WarnAfter),
            ErrorAfter = Period(nearer, "error_after", farther?.ErrorAfter),
            Filter = nearer.OptionalText("filter") ?? farther?.Filter,
        };

    private static FreshnessPeriod? Period(PropertyEntry threshold, string key, FreshnessPeriod? farther)
    {
        if (!threshold.Data.ContainsKey(key))
        {
            return farther ?? new FreshnessPeriod();
        }
        if (threshold.Map(key) is not { } map)
        {
            return null;
        }
        if (map.GetValueOrDefault("period") is { } period && !Periods.Contains(period))
        {
            throw threshold.Error($"at path ['{key}']['period']: {PythonText.Repr(period)} is not one of ['minute', 'hour', 'day']");
        }
        return new FreshnessPeriod { Count = map.GetValueOrDefault("count") as long?, Period = map.GetValueOrDefault("period") as string };
    }

    private static OrderedDictionary<string, object?>? ToData(FreshnessPeriod? period) =>
        period is null ? null : new OrderedDictionary<string, object?> { ["count"] = period.Count, ["period"] = period.Period };
}
