using System.Globalization;
using System.Text;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's strftime in the C locale.</summary>
internal static class TimeFormat
{
    public static string Format(DateTime moment, TimeZoneValue? zone, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }
            var directive = format[++i];
            var unpadded = directive == '-' && i + 1 < format.Length;
            if (unpadded)
            {
                directive = format[++i];
            }
            var piece = Directive(moment, zone, directive) ?? (unpadded ? $"%-{directive}" : $"%{directive}");
            text.Append(unpadded ? Unpadded(piece) : piece);
        }
        return text.ToString();
    }

    private static string Unpadded(string piece)
    {
        var trimmed = piece.TrimStart('0', ' ');
        return trimmed.Length == 0 ? "0" : trimmed;
    }

    private static string? Directive(DateTime t, TimeZoneValue? zone, char directive)
    {
        var weekday = TimeText.Weekday(t);
        var hour12 = t.Hour % 12 == 0 ? 12 : t.Hour % 12;
        return directive switch
        {
            'a' => TimeText.Days[weekday][..3],
            'A' => TimeText.Days[weekday],
            'b' or 'h' => TimeText.Months[t.Month - 1][..3],
            'B' => TimeText.Months[t.Month - 1],
            'c' => Format(t, zone, "%a %b %e %H:%M:%S %Y"),
            'C' => $"{t.Year / 100:00}",
            'd' => $"{t.Day:00}",
            'D' or 'x' => Format(t, zone, "%m/%d/%y"),
            'e' => $"{t.Day, 2}",
            'f' => $"{TimeText.Microseconds(t.TimeOfDay):000000}",
            'F' => Format(t, zone, "%Y-%m-%d"),
            'g' => $"{ISOWeek.GetYear(t) % 100:00}",
            'G' => ISOWeek.GetYear(t).ToString(CultureInfo.InvariantCulture),
            'H' => $"{t.Hour:00}",
            'I' => $"{hour12:00}",
            'j' => $"{t.DayOfYear:000}",
            'k' => $"{t.Hour, 2}",
            'l' => $"{hour12, 2}",
            'm' => $"{t.Month:00}",
            'M' => $"{t.Minute:00}",
            'n' => "\n",
            'p' => t.Hour < 12 ? "AM" : "PM",
            'P' => t.Hour < 12 ? "am" : "pm",
            'r' => Format(t, zone, "%I:%M:%S %p"),
            'R' => Format(t, zone, "%H:%M"),
            's' => ((new DateTimeObject(t, zone).Utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond).ToString(
                CultureInfo.InvariantCulture
            ),
            'S' => $"{t.Second:00}",
            't' => "\t",
            'T' or 'X' => Format(t, zone, "%H:%M:%S"),
            'u' => $"{weekday + 1}",
            'U' => $"{(t.DayOfYear + 6 - (int)t.DayOfWeek) / 7:00}",
            'V' => $"{ISOWeek.GetWeekOfYear(t):00}",
            'w' => $"{(int)t.DayOfWeek}",
            'W' => $"{(t.DayOfYear + 6 - weekday) / 7:00}",
            'y' => $"{t.Year % 100:00}",
            'Y' => t.Year.ToString(CultureInfo.InvariantCulture),
            'z' => zone is null ? "" : TimeText.Offset(zone.OffsetAt(t), ""),
            'Z' => zone is null ? "" : zone.NameAt(t),
            '%' => "%",
            _ => null,
        };
    }
}
