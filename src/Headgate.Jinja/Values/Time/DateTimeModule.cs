using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's datetime module: the classes date, time, datetime, timedelta and timezone.</summary>
public static class DateTimeModule
{
    private static readonly Signature DateSignature = new("date", "year", "month", "day");
    private static readonly Signature TimeSignature = new("time", "hour?", "minute?", "second?", "microsecond?", "tzinfo?", "*", "fold?");
    private static readonly Signature DateTimeSignature = new(
        "datetime",
        "year",
        "month",
        "day",
        "hour?",
        "minute?",
        "second?",
        "microsecond?",
        "tzinfo?"
    );
    private static readonly Signature DeltaSignature = new(
        "timedelta",
        "days?",
        "seconds?",
        "microseconds?",
        "milliseconds?",
        "minutes?",
        "hours?",
        "weeks?"
    );
    private static readonly Signature CombineSignature = new("combine", "date", "time", "tzinfo?");

    /// <summary>Creates the module.</summary>
    /// <param name="clock">Where now, utcnow and today take the time from.</param>
    /// <returns>An object with the classes as attributes.</returns>
    public static Value Create(TimeProvider clock)
    {
        var members = new Dictionary<string, Value>
        {
            ["date"] = Value.From(DateClass(clock)),
            ["time"] = Value.From(TimeOfDayClass()),
            ["datetime"] = Value.From(MomentClass(clock)),
            ["timedelta"] = Value.From(DeltaClass()),
            ["timezone"] = Value.From(ZoneClass()),
            ["UTC"] = Value.From(FixedTimeZone.Utc),
            ["MINYEAR"] = Value.From(1),
            ["MAXYEAR"] = Value.From(9999),
        };
        return Value.From(new ModuleValue("datetime", members));
    }

    private static TimeClass DateClass(TimeProvider clock) =>
        new(
            "date",
            (_, arguments) =>
            {
                var slots = default(ArgumentSlots);
                DateSignature.Bind(arguments, slots);
                return Value.From(
                    new DateObject(
                        DateObject.Create(MethodArguments.Index(slots[0]), MethodArguments.Index(slots[1]), MethodArguments.Index(slots[2]))
                    )
                );
            },
            new Dictionary<string, Value>
            {
                ["today"] = Value.Function("today", (_, _) => DateOf(clock.GetLocalNow().DateTime)),
                ["fromisoformat"] = Value.Function(
                    "fromisoformat",
                    (_, arguments) => DateOf(FromIso(arguments, text => text.Length is 8 or 10).Local)
                ),
                ["fromordinal"] = Value.Function(
                    "fromordinal",
                    (_, arguments) => Value.From(new DateObject(DateOnly.FromDayNumber((int)MethodArguments.Index(arguments[0]) - 1)))
                ),
                ["fromtimestamp"] = Value.Function("fromtimestamp", (_, arguments) => DateOf(FromTimestamp(arguments[0]))),
                ["min"] = Value.From(new DateObject(DateOnly.MinValue)),
                ["max"] = Value.From(new DateObject(DateOnly.MaxValue)),
                ["resolution"] = Value.From(new TimeDeltaObject(TimeSpan.FromDays(1))),
            }
        );

    private static Value DateOf(DateTime moment) => Value.From(new DateObject(DateOnly.FromDateTime(moment)));

    private static TimeClass TimeOfDayClass() =>
        new(
            "time",
            (_, arguments) =>
            {
                var slots = default(ArgumentSlots);
                TimeSignature.Bind(arguments, slots);
                var time = TimeObject.Create(
                    CommonDateMethods.Part(slots[0], 0),
                    CommonDateMethods.Part(slots[1], 0),
                    CommonDateMethods.Part(slots[2], 0),
                    CommonDateMethods.Part(slots[3], 0)
                );
                return Value.From(new TimeObject(TimeOnly.FromTimeSpan(time), DateTimeMethods.ZoneOf(slots[4])));
            },
            new Dictionary<string, Value>
            {
                ["min"] = Value.From(new TimeObject(TimeOnly.MinValue)),
                ["max"] = Value.From(new TimeObject(new TimeOnly(TimeOnly.MaxValue.Ticks - 9))),
            }
        );

    private static TimeClass MomentClass(TimeProvider clock) =>
        new(
            "datetime",
            (_, arguments) => CreateMoment(arguments),
            new Dictionary<string, Value>
            {
                ["now"] = Value.Function("now", (_, arguments) => Now(clock, arguments)),
                ["utcnow"] = Value.Function("utcnow", (_, _) => Value.From(new DateTimeObject(clock.GetUtcNow().DateTime))),
                ["today"] = Value.Function("today", (_, _) => Value.From(new DateTimeObject(clock.GetLocalNow().DateTime))),
                ["strptime"] = Value.Function("strptime", (_, arguments) => Strptime(arguments)),
                ["fromisoformat"] = Value.Function("fromisoformat", (_, arguments) => Value.From(FromIso(arguments, _ => true))),
                ["fromtimestamp"] = Value.Function("fromtimestamp", (_, arguments) => FromTimestampIn(arguments)),
                ["utcfromtimestamp"] = Value.Function(
                    "utcfromtimestamp",
                    (_, arguments) => Value.From(new DateTimeObject(FromTimestamp(arguments[0])))
                ),
                ["fromordinal"] = Value.Function(
                    "fromordinal",
                    (_, arguments) =>
                        Value.From(
                            new DateTimeObject(
                                DateOnly.FromDayNumber((int)MethodArguments.Index(arguments[0]) - 1).ToDateTime(TimeOnly.MinValue)
                            )
                        )
                ),
                ["combine"] = Value.Function("combine", (_, arguments) => Combine(arguments)),
                ["min"] = Value.From(new DateTimeObject(DateTime.MinValue)),
                ["max"] = Value.From(new DateTimeObject(DateTime.MaxValue)),
                ["resolution"] = Value.From(new TimeDeltaObject(1)),
            }
        );

    private static Value CreateMoment(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        DateTimeSignature.Bind(arguments, slots);
        var day = DateObject.Create(MethodArguments.Index(slots[0]), MethodArguments.Index(slots[1]), MethodArguments.Index(slots[2]));
        var time = TimeObject.Create(
            CommonDateMethods.Part(slots[3], 0),
            CommonDateMethods.Part(slots[4], 0),
            CommonDateMethods.Part(slots[5], 0),
            CommonDateMethods.Part(slots[6], 0)
        );
        return Value.From(new DateTimeObject(day.ToDateTime(TimeOnly.FromTimeSpan(time)), DateTimeMethods.ZoneOf(slots[7])));
    }

    private static Value Now(TimeProvider clock, in Arguments arguments)
    {
        var zone = arguments.TryGet(0, "tz", out var given) ? DateTimeMethods.ZoneOf(given) : null;
        if (zone is null)
        {
            return Value.From(new DateTimeObject(clock.GetLocalNow().DateTime));
        }
        var utc = clock.GetUtcNow().DateTime;
        return Value.From(new DateTimeObject(utc + zone.OffsetAtUtc(utc), zone.At(utc)));
    }

    private static Value Strptime(in Arguments arguments)
    {
        MethodArguments.Check(arguments, "datetime.datetime", "strptime", 2, 2);
        return Value.From(
            TimeParser.Parse(MethodArguments.Text(arguments[0], "strptime", 1), MethodArguments.Text(arguments[1], "strptime", 2))
        );
    }

    private static DateTimeObject FromIso(in Arguments arguments, Func<string, bool> accepts)
    {
        if (arguments.PositionalCount != 1 || !arguments[0].TryGetString(out var text))
        {
            throw PythonError.Type("fromisoformat: argument must be str");
        }
        return accepts(text) && TimeParser.TryParseIso(text, out var moment)
            ? moment
            : throw PythonError.Value($"Invalid isoformat string: {PythonText.ReprOf(text)}");
    }

    private static DateTime FromTimestamp(in Value seconds) =>
        DateTimeObject.Shift(
            DateTime.UnixEpoch,
            (Int128)Math.Round(Headgate.Jinja.Values.Numbers.NumberFunctions.RequireFloat(seconds) * 1e6) * 10
        );

    private static Value FromTimestampIn(in Arguments arguments)
    {
        var utc = FromTimestamp(arguments[0]);
        var zone = arguments.TryGet(1, "tz", out var given) ? DateTimeMethods.ZoneOf(given) : null;
        return Value.From(zone is null ? new DateTimeObject(utc) : new DateTimeObject(utc + zone.OffsetAtUtc(utc), zone.At(utc)));
    }

    private static Value Combine(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        CombineSignature.Bind(arguments, slots);
        var day = slots[0].Reference switch
        {
            DateObject date => date.Date,
            DateTimeObject moment => DateOnly.FromDateTime(moment.Local),
            _ => throw PythonError.Type($"combine() argument 1 must be datetime.date, not {slots[0].TypeName}"),
        };
        if (slots[1].Reference is not TimeObject time)
        {
            throw PythonError.Type($"combine() argument 2 must be datetime.time, not {slots[1].TypeName}");
        }
        return Value.From(new DateTimeObject(day.ToDateTime(time.Time), slots[2].IsMissing ? time.Zone : DateTimeMethods.ZoneOf(slots[2])));
    }

    private static TimeClass DeltaClass() =>
        new(
            "timedelta",
            (context, arguments) =>
            {
                var slots = default(ArgumentSlots);
                DeltaSignature.Bind(arguments, slots);
                ReadOnlySpan<long> units =
                [
                    TimeDeltaObject.MicrosecondsPerDay,
                    1_000_000,
                    1,
                    1000,
                    60_000_000,
                    3_600_000_000,
                    7 * TimeDeltaObject.MicrosecondsPerDay,
                ];
                Int128 whole = 0;
                var fraction = 0.0;
                for (var i = 0; i < units.Length; i++)
                {
                    if (slots[i].IsMissing)
                    {
                        continue;
                    }
                    if (slots[i].TryGetInt64(out var count))
                    {
                        whole += (Int128)count * units[i];
                    }
                    else if (slots[i].IsFloat)
                    {
                        fraction += slots[i].FloatBits * units[i];
                    }
                    else
                    {
                        throw PythonError.Type($"unsupported type for timedelta {DeltaPart(i)} component: {slots[i].TypeName}");
                    }
                }
                return fraction == 0
                    ? TimeDeltaObject.Of(whole)
                    : Operators.Add(context, TimeDeltaObject.Of(whole), TimeDeltaObject.Of(fraction));
            },
            new Dictionary<string, Value> { ["resolution"] = Value.From(new TimeDeltaObject(1)) }
        );

    private static string DeltaPart(int index) =>
        index switch
        {
            0 => "days",
            1 => "seconds",
            2 => "microseconds",
            3 => "milliseconds",
            4 => "minutes",
            5 => "hours",
            _ => "weeks",
        };

    private static TimeClass ZoneClass() =>
        new(
            "timezone",
            (_, arguments) =>
            {
                if (!arguments.TryGet(0, "offset", out var offset) || !offset.TryGet<TimeDeltaObject>(out var delta))
                {
                    throw PythonError.Type("timezone() argument 1 must be datetime.timedelta");
                }
                var name = arguments.TryGet(1, "name", out var given) ? given.AsString() : null;
                return Value.From(name is null ? FixedTimeZone.Of(delta.Duration) : new FixedTimeZone(delta.Duration, name));
            },
            new Dictionary<string, Value> { ["utc"] = Value.From(FixedTimeZone.Utc) }
        );
}
