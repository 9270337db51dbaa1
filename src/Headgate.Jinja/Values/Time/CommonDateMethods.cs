using System.Globalization;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Values.Time;

/// <summary>The methods that date and datetime share.</summary>
internal static class CommonDateMethods
{
    private static readonly string[] IsoFields = ["year", "week", "weekday"];

    public static Value Find(DateTime day, TimeZoneValue? zone, string name) =>
        name switch
        {
            "weekday" => Value.Function(name, (_, _) => Value.From(TimeText.Weekday(day))),
            "isoweekday" => Value.Function(name, (_, _) => Value.From(TimeText.Weekday(day) + 1)),
            "isocalendar" => Value.Function(name, (_, _) => IsoCalendar(day)),
            "toordinal" => Value.Function(name, (_, _) => Value.From(DateOnly.FromDateTime(day).DayNumber + 1)),
            "ctime" => Value.Function(name, (_, _) => Value.From(TimeFormat.Format(day, zone, "%a %b %e %H:%M:%S %Y"))),
            "isoformat" => Value.Function(name, (_, _) => Value.From(TimeText.Date(day))),
            "strftime" => Value.Function(name, (_, arguments) => Strftime(day, zone, arguments)),
            "timetuple" => Value.Function(name, (_, _) => TimeTuple(day)),
            _ => default,
        };

    public static long Part(in Value value, long otherwise) => value.IsMissing ? otherwise : MethodArguments.Index(value);

    public static Value Strftime(DateTime moment, TimeZoneValue? zone, in Arguments arguments)
    {
        if (!arguments.TryGet(0, "format", out var format) || arguments.Count != 1)
        {
            throw PythonError.Type("strftime() missing required argument 'format' (pos 1)");
        }
        return Value.From(TimeFormat.Format(moment, zone, MethodArguments.Text(format, "strftime", 1)));
    }

    private static Value IsoCalendar(DateTime day) =>
        Value.From(
            new JinjaTuple(Value.From(ISOWeek.GetYear(day)), Value.From(ISOWeek.GetWeekOfYear(day)), Value.From(TimeText.Weekday(day) + 1))
            {
                FieldNames = IsoFields,
                TypeText = "datetime.IsoCalendarDate",
            }
        );

    private static Value TimeTuple(DateTime day) =>
        Value.Tuple(
            Value.From(day.Year),
            Value.From(day.Month),
            Value.From(day.Day),
            Value.From(day.Hour),
            Value.From(day.Minute),
            Value.From(day.Second),
            Value.From(TimeText.Weekday(day)),
            Value.From(day.DayOfYear),
            Value.From(-1)
        );
}
