using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Time;

/// <summary>The methods of Python's datetime.datetime.</summary>
internal static class DateTimeMethods
{
    private static readonly Signature IsoSignature = new("isoformat", "sep?", "timespec?");
    private static readonly Signature ReplaceSignature = new(
        "replace",
        "year?",
        "month?",
        "day?",
        "hour?",
        "minute?",
        "second?",
        "microsecond?",
        "tzinfo?"
    );

    public static Value Find(DateTimeObject self, string name) =>
        name switch
        {
            "date" => Value.Function(name, (_, _) => Value.From(new DateObject(DateOnly.FromDateTime(self.Local)))),
            "time" => Value.Function(name, (_, _) => Value.From(new TimeObject(TimeOnly.FromDateTime(self.Local)))),
            "timetz" => Value.Function(name, (_, _) => Value.From(new TimeObject(TimeOnly.FromDateTime(self.Local), self.Zone))),
            "isoformat" => Value.Function(name, (_, arguments) => IsoFormat(self, arguments)),
            "replace" => Value.Function(name, (_, arguments) => Replace(self, arguments)),
            "timestamp" => Value.Function(name, (_, _) => Value.From(Timestamp(self))),
            "astimezone" => Value.Function(name, (_, arguments) => AsTimeZone(self, arguments)),
            "utcoffset" => Value.Function(
                name,
                (_, _) => self.Zone is null ? Value.None : Value.From(new TimeDeltaObject(self.Zone.OffsetAt(self.Local)))
            ),
            "tzname" => Value.Function(name, (_, _) => self.Zone is null ? Value.None : Value.From(self.Zone.NameAt(self.Local))),
            "dst" => Value.Function(name, (_, _) => Value.None),
            _ => CommonDateMethods.Find(self.Local, self.Zone, name),
        };

    private static Value IsoFormat(DateTimeObject self, in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        IsoSignature.Bind(arguments, slots);
        return Value.From(self.IsoText(slots[0].IsMissing ? "T" : slots[0].AsString(), slots[1].IsMissing ? "auto" : slots[1].AsString()));
    }

    private static Value Replace(DateTimeObject self, in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        ReplaceSignature.Bind(arguments, slots);
        var local = self.Local;
        var day = DateObject.Create(
            CommonDateMethods.Part(slots[0], local.Year),
            CommonDateMethods.Part(slots[1], local.Month),
            CommonDateMethods.Part(slots[2], local.Day)
        );
        var time = TimeObject.Create(
            CommonDateMethods.Part(slots[3], local.Hour),
            CommonDateMethods.Part(slots[4], local.Minute),
            CommonDateMethods.Part(slots[5], local.Second),
            CommonDateMethods.Part(slots[6], TimeText.Microseconds(local.TimeOfDay))
        );
        var zone = slots[7].IsMissing ? self.Zone : ZoneOf(slots[7]);
        return Value.From(new DateTimeObject(day.ToDateTime(TimeOnly.FromTimeSpan(time)), zone));
    }

    /// <summary>The zone of an argument, null for None.</summary>
    public static TimeZoneValue? ZoneOf(in Value value)
    {
        if (value.IsMissing || value.IsNone)
        {
            return null;
        }
        return value.Reference as TimeZoneValue
            ?? throw PythonError.Type($"tzinfo argument must be None or of a tzinfo subclass, not type '{value.TypeName}'");
    }

    /// <summary>Seconds since 1970; a naive moment is taken as UTC, which is what a server's clock shows.</summary>
    private static double Timestamp(DateTimeObject self) => FloatBits.Quotient((self.Utc - DateTime.UnixEpoch).Ticks / 10, 1_000_000);

    private static Value AsTimeZone(DateTimeObject self, in Arguments arguments)
    {
        var zone = (arguments.TryGet(0, "tz", out var given) ? ZoneOf(given) : null) ?? FixedTimeZone.Utc;
        var utc = self.Utc;
        return Value.From(new DateTimeObject(DateTimeObject.Shift(utc, zone.OffsetAtUtc(utc).Ticks), zone.At(utc)));
    }
}
