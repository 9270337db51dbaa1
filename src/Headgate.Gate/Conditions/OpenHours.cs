using System.Globalization;

namespace Headgate.Gate.Conditions;

/// <summary>Hours of a week in a time zone: <c>Mon-Fri 08:00-18:00 Europe/Berlin</c>. Days and zone can be left out; hours that end before they begin go past midnight.</summary>
internal sealed class OpenHours
{
    private const int Day = 24 * 60;
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    private readonly int _days;
    private readonly int _from;
    private readonly int _until;
    private readonly TimeZoneInfo _zone;

    private OpenHours(int days, int from, int until, TimeZoneInfo zone) => (_days, _from, _until, _zone) = (days, from, until, zone);

    /// <summary>Reads hours; or says what is wrong with them.</summary>
    public static (OpenHours? Hours, string? Fault) Read(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, w => w.Contains(':'));
        if (at is not (0 or 1) || words.Length > at + 2)
        {
            return (null, $"\"{text}\" are no hours; write them as \"Mon-Fri 08:00-18:00 Europe/Berlin\".");
        }
        if (at == 1 ? DaysOf(words[0]) is not { } days : (days = 127) == 0)
        {
            return (null, $"\"{words[0]}\" are no days; write them as Mon-Fri or Sat,Sun.");
        }
        var ends = words[at].Split('-');
        if (ends.Length != 2 || Minute(ends[0]) is not { } from || Minute(ends[1]) is not { } until || from == until || from == Day)
        {
            return (null, $"\"{words[at]}\" are no hours; write them as 08:00-18:00.");
        }
        var zone = TimeZoneInfo.Utc;
        if (words.Length == at + 2 && !TimeZoneInfo.TryFindSystemTimeZoneById(words[at + 1], out zone))
        {
            return (null, $"There is no time zone \"{words[at + 1]}\"; write one such as Europe/Berlin, or none for UTC.");
        }
        return (new OpenHours(days, from, until, zone), null);
    }

    /// <summary>Whether they hold at a time.</summary>
    public bool Hold(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        var minute = (local.Hour * 60) + local.Minute;
        if (_from < _until)
        {
            return Has(local.DayOfWeek) && minute >= _from && minute < _until;
        }
        // Hours past midnight belong to the day on which they began.
        return (Has(local.DayOfWeek) && minute >= _from) || (Has(local.AddDays(-1).DayOfWeek) && minute < _until);
    }

    private bool Has(DayOfWeek day) => (_days & (1 << (int)day)) != 0;

    private static int? DaysOf(string text)
    {
        var days = 0;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            var (first, last) = (Array.IndexOf(Days, ends[0]), Array.IndexOf(Days, ends[^1]));
            if (ends.Length > 2 || first < 0 || last < 0)
            {
                return null;
            }
            for (var day = first; ; day = (day + 1) % 7)
            {
                days |= 1 << day;
                if (day == last)
                {
                    break;
                }
            }
        }
        return days;
    }

    private static int? Minute(string text) =>
        text == "24:00" ? Day
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
        : null;
}
