using System.Globalization;

namespace Headgate.Platform.Views;

/// <summary>
/// A cron of five fields in words, as <c>cron_humanized</c> gives it: "Every 5 minutes", "At 06:00 AM and 12:00 PM, only on Monday and Friday". A field that it has
/// no words for stands as it is written.
/// </summary>
internal static class CronWords
{
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12)];

    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private static readonly string[] Ordinals = ["", "first", "second", "third", "fourth", "fifth"];

    public static string Of(string cron)
    {
        var parts = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 5 ? $"{Time(parts[0], parts[1])}{Day(parts[2])}{Month(parts[3])}{WeekDay(parts[4])}" : cron;
    }

    private static string Time(string minute, string hour)
    {
        if (Number(minute) is { } past && hour.Split(',') is var hours && hours.All(h => Number(h) is not null))
        {
            return "At " + List(hours.Select(h => Clock(Number(h)!.Value, past)));
        }
        return (minute, hour) switch
        {
            ("*", "*") => "Every minute",
            ("0", "*") => "Every hour",
            ("0", _) when Step(hour) is ("*", _) => Upper(Hours(hour)),
            (_, "*") => Upper(Minutes(minute)),
            _ => $"{Upper(Minutes(minute))}, {Hours(hour)}",
        };
    }

    private static string Minutes(string field) =>
        field == "*" ? "every minute"
        : Step(field) is var (range, every) ? $"every {every} minutes{(range == "*" ? "" : $", minutes {Through(range)} past the hour")}"
        : field.Contains('-', StringComparison.Ordinal) ? $"minutes {Through(field)} past the hour"
        : $"at {List(field.Split(','))} minutes past the hour";

    private static string Hours(string field) =>
        field == "*" ? "every hour"
        : Step(field) is var (range, every) ? $"every {every} hours{(range == "*" ? "" : ", " + Hours(range))}"
        : Range(field) is var (from, to) && Number(from) is { } first && Number(to) is { } last
            ? $"between {Clock(first, 0)} and {Clock(last, 59)}"
        : $"at {List(field.Split(',').Select(h => Number(h) is { } hour ? Clock(hour, 0) : h))}";

    private static string Day(string field) =>
        field is "*" or "?" ? ""
        : field == "L" ? ", on the last day of the month"
        : Step(field) is var (_, every) ? $", every {every} days"
        : Range(field) is var (from, to) ? $", between day {from} and {to} of the month"
        : $", on day {List(field.Split(','))} of the month";

    private static string Month(string field) =>
        field == "*" ? ""
        : Step(field) is var (_, every) ? $", every {every} months"
        : Range(field) is var (from, to) ? $", {Named(from, Months, 1)} through {Named(to, Months, 1)}"
        : $", only in {List(field.Split(',').Select(m => Named(m, Months, 1)))}";

    private static string WeekDay(string field)
    {
        if (field is "*" or "?")
        {
            return "";
        }
        if (field.Split('#') is [var nth, var week] && Number(week) is >= 1 and <= 5 and var number)
        {
            return $", on the {Ordinals[number]} {Named(nth, Days, 0)} of the month";
        }
        if (field is [.. var day, 'L'] && day.Length > 0)
        {
            return $", on the last {Named(day, Days, 0)} of the month";
        }
        return Step(field) is var (_, every) ? $", every {every} days of the week"
            : Range(field) is var (from, to) ? $", {Named(from, Days, 0)} through {Named(to, Days, 0)}"
            : $", only on {List(field.Split(',').Select(d => Range(d) is var (a, b) ? $"{Named(a, Days, 0)} through {Named(b, Days, 0)}" : Named(d, Days, 0)))}";
    }

    private static string Named(string text, string[] names, int first) =>
        Number(text) is { } number
            ? names.ElementAtOrDefault((number - first) % names.Length) ?? text
            : Array.Find(names, n => text.Length >= 3 && n.StartsWith(text, StringComparison.OrdinalIgnoreCase)) ?? text;

    private static (string Range, string Every)? Step(string field) =>
        field.Split('/') is [var range, var every] && !field.Contains(',', StringComparison.Ordinal) ? (range, every) : null;

    private static (string From, string To)? Range(string field) =>
        field.Split('-') is [var from, var to] && !field.Contains(',', StringComparison.Ordinal) ? (from, to) : null;

    private static string Through(string field) => Range(field) is var (from, to) ? $"{from} through {to}" : field;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Clock(int hour, int minute) =>
        new TimeOnly(Math.Min(hour, 23), Math.Min(minute, 59)).ToString("hh:mm tt", CultureInfo.InvariantCulture);

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 1 ? all[0] : string.Join(", ", all.Take(all.Count - 1)) + " and " + all[^1];
    }
}
