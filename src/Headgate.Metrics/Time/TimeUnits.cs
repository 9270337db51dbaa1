using System.Diagnostics.CodeAnalysis;

namespace Headgate.Metrics.Time;

/// <summary>The names of units.</summary>
internal static class TimeUnits
{
    public static IReadOnlyList<TimeUnit> All { get; } = Enum.GetValues<TimeUnit>();

    public static string NameOf(TimeUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>Reads a unit, in any case; a plural counts as its singular.</summary>
    public static bool TryRead(string? text, out TimeUnit unit)
    {
        unit = default;
        if (string.IsNullOrEmpty(text) || !char.IsLetter(text[0]))
        {
            return false;
        }
        return Enum.TryParse(text, ignoreCase: true, out unit)
            || (text[^1] is 's' or 'S' && Enum.TryParse(text[..^1], ignoreCase: true, out unit));
    }

    /// <summary>The first moment of the period of this unit that a moment falls in.</summary>
    public static DateTime StartOf(TimeUnit unit, DateTime moment) =>
        unit switch
        {
            TimeUnit.Year => new DateTime(moment.Year, 1, 1),
            TimeUnit.Quarter => new DateTime(moment.Year, ((moment.Month - 1) / 3 * 3) + 1, 1),
            TimeUnit.Month => new DateTime(moment.Year, moment.Month, 1),
            TimeUnit.Week => moment.Date.AddDays(-(((int)moment.DayOfWeek + 6) % 7)),
            TimeUnit.Day => moment.Date,
            TimeUnit.Hour => moment.Date.AddHours(moment.Hour),
            TimeUnit.Minute => moment.Date.AddHours(moment.Hour).AddMinutes(moment.Minute),
            _ => moment,
        };

    /// <summary>The first moment of the period after the one that begins at this moment.</summary>
    [SuppressMessage("Style", "IDE0072", Justification = "Finer units have no period that a range could be widened to.")]
    public static DateTime After(TimeUnit unit, DateTime start) =>
        unit switch
        {
            TimeUnit.Year => start.AddYears(1),
            TimeUnit.Quarter => start.AddMonths(3),
            TimeUnit.Month => start.AddMonths(1),
            TimeUnit.Week => start.AddDays(7),
            TimeUnit.Day => start.AddDays(1),
            TimeUnit.Hour => start.AddHours(1),
            TimeUnit.Minute => start.AddMinutes(1),
            _ => start,
        };
}
