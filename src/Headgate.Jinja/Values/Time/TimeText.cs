namespace Headgate.Jinja.Values.Time;

/// <summary>Pieces of Python's text forms of dates and times.</summary>
internal static class TimeText
{
    public static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    /// <summary>±hh:mm, with seconds when there are some.</summary>
    public static string Offset(TimeSpan offset, string separator)
    {
        var size = offset.Duration();
        var text = $"{(offset < TimeSpan.Zero ? '-' : '+')}{(int)size.TotalHours:00}{separator}{size.Minutes:00}";
        return size.Seconds == 0 ? text : $"{text}{separator}{size.Seconds:00}";
    }

    public static string Date(DateTime day) => $"{day.Year:0000}-{day.Month:00}-{day.Day:00}";

    /// <summary>hh:mm:ss and the microseconds when there are some, or as the time specification says.</summary>
    public static string Clock(TimeSpan time, string specification)
    {
        var micro = Microseconds(time);
        return specification switch
        {
            "auto" => micro == 0 ? $"{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}" : Clock(time, "microseconds"),
            "hours" => $"{time.Hours:00}",
            "minutes" => $"{time.Hours:00}:{time.Minutes:00}",
            "seconds" => $"{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}",
            "milliseconds" => $"{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}.{micro / 1000:000}",
            "microseconds" => $"{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}.{micro:000000}",
            _ => throw PythonError.Value("Unknown timespec value"),
        };
    }

    /// <summary>Microseconds within the second.</summary>
    public static int Microseconds(TimeSpan time) => (int)(time.Ticks % TimeSpan.TicksPerSecond / 10);

    /// <summary>Python's number of a weekday: Monday is 0.</summary>
    public static int Weekday(DateTime day) => ((int)day.DayOfWeek + 6) % 7;

    /// <summary>Hours, minutes, seconds, microseconds as repr has them: trailing zeros left out.</summary>
    public static string ReprOf(TimeSpan time)
    {
        var micro = Microseconds(time);
        var text = $"{time.Hours}, {time.Minutes}";
        if (micro != 0)
        {
            return $"{text}, {time.Seconds}, {micro}";
        }
        return time.Seconds != 0 ? $"{text}, {time.Seconds}" : text;
    }
}
