using System.Globalization;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Reads spans such as <c>7 days</c>.</summary>
internal static class TimeWindowReader
{
    private static readonly string[] Grains =
    [
        "nanosecond",
        "microsecond",
        "millisecond",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
    ];

    public static MetricTimeWindow? Read(PropertyEntry entry, string key)
    {
        if (entry.OptionalText(key) is not { } text)
        {
            return null;
        }
        var parts = text.ToLowerInvariant().Split(' ');
        if (parts.Length != 2)
        {
            throw entry.Error(
                $"Invalid window ({text}) in cumulative/conversion metric. Should be of the form `<count> <granularity>`, e.g., `28 days`"
            );
        }
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw entry.Error($"Invalid count ({parts[0]}) in cumulative/conversion metric window string: ({text})");
        }
        var grain = parts[1];
        // Only standard grains have a plural; one of the project's own may end in s.
        if (grain.EndsWith('s') && Grains.Contains(grain[..^1]))
        {
            grain = grain[..^1];
        }
        return new MetricTimeWindow { Count = count, Granularity = grain };
    }
}
