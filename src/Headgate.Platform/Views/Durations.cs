namespace Headgate.Platform.Views;

/// <summary>Durations as dbt writes them.</summary>
internal static class Durations
{
    private static readonly (string Name, long Seconds)[] Units =
    [
        ("year", 31_536_000),
        ("month", 2_592_000),
        ("week", 604_800),
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
    ];

    /// <summary><c>HH:MM:SS</c>; hours go on past 99.</summary>
    public static string Clock(TimeSpan duration)
    {
        var seconds = Whole(duration);
        return $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}";
    }

    /// <summary>The two largest units: <c>1 minute, 50 seconds</c>; nothing at all is <c>0 minutes</c>.</summary>
    public static string Humanize(TimeSpan duration)
    {
        var seconds = Whole(duration);
        if (seconds == 0)
        {
            return "0 minutes";
        }
        var parts = new List<string>(2);
        foreach (var (name, size) in Units)
        {
            if (parts.Count == 1 && seconds < size)
            {
                break;
            }
            if (seconds >= size)
            {
                parts.Add(Count(seconds / size, name));
                seconds %= size;
            }
            if (parts.Count == 2 || seconds == 0)
            {
                break;
            }
        }
        if (seconds > 0 && parts.Count < 2 && (parts.Count == 0 || parts[0].Contains("minute", StringComparison.Ordinal)))
        {
            parts.Add(Count(seconds, "second"));
        }
        return string.Join(", ", parts);
    }

    private static string Count(long number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";

    private static long Whole(TimeSpan duration) => Math.Max(0, (long)duration.TotalSeconds);
}
