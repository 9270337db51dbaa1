using System.Globalization;

namespace Headgate.WebConsole.Words;

/// <summary>Times and durations as people read them.</summary>
public static class Clock
{
    /// <summary>A time of the API, in whichever of its forms; null where it is none.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>How far a time is from now: "3 min ago", "in 2 h".</summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now)
    {
        var apart = now - time;
        var words = Span(apart.Duration());
        return apart.Duration() < TimeSpan.FromSeconds(5) ? "now"
            : apart < TimeSpan.Zero ? $"in {words}"
            : $"{words} ago";
    }

    /// <summary>A time as it is written out: in UTC, to the second.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time as a call sends it.</summary>
    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A duration: "0.4 s", "1 min 12 s", "2 h 5 min".</summary>
    public static string Lasted(TimeSpan span) =>
        span < TimeSpan.FromSeconds(10) ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s")
        : span < TimeSpan.FromMinutes(1) ? $"{(int)span.TotalSeconds} s"
        : span < TimeSpan.FromHours(1) ? $"{(int)span.TotalMinutes} min {span.Seconds} s"
        : $"{(int)span.TotalHours} h {span.Minutes} min";

    private static string Span(TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) ? $"{(int)span.TotalSeconds} s"
        : span < TimeSpan.FromHours(1) ? $"{(int)span.TotalMinutes} min"
        : span < TimeSpan.FromDays(2) ? $"{(int)span.TotalHours} h"
        : $"{(int)span.TotalDays} days";
}
