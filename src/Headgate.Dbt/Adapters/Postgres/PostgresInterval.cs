using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Reads an interval as the span that Python gives it: a month is 30 days and a year 365.</summary>
internal static partial class PostgresInterval
{
    /// <summary>The span; null where the text is no interval in PostgreSQL's own style.</summary>
    public static TimeSpan? Parse(string text)
    {
        var found = Form().Match(text);
        if (!found.Success)
        {
            return null;
        }
        var days = (Whole(found, "years") * 365) + (Whole(found, "months") * 30) + Whole(found, "days");
        var ticks = found.Groups["clock"].Success ? ClockTicks(found) : 0;
        return new TimeSpan((days * TimeSpan.TicksPerDay) + ticks);
    }

    private static long ClockTicks(Match found)
    {
        var seconds = decimal.Parse(found.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture);
        var ticks =
            (((Whole(found, "hours") * 60) + Whole(found, "minutes")) * TimeSpan.TicksPerMinute)
            + (long)(seconds * TimeSpan.TicksPerSecond);
        return found.Groups["minus"].Length > 0 ? -ticks : ticks;
    }

    private static long Whole(Match found, string group) =>
        found.Groups[group].Success ? long.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?:(?<years>[-+]?\d+) years? ?)?(?:(?<months>[-+]?\d+) mons? ?)?(?:(?<days>[-+]?\d+) days? ?)?(?<clock>(?<minus>-?)\+?(?<hours>\d+):(?<minutes>\d\d):(?<seconds>\d\d(?:\.\d+)?))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Form();
}
