namespace Headgate.Jinja.Values.Time;

/// <summary>Python's datetime.time.</summary>
/// <param name="time">The time of the day.</param>
/// <param name="zone">Its zone, or null.</param>
public sealed class TimeObject(TimeOnly time, TimeZoneValue? zone = null) : IJinjaObject
{
    private static readonly Signature ReplaceSignature = new(
        "replace",
        "hour?",
        "minute?",
        "second?",
        "microsecond?",
        "tzinfo?",
        "*",
        "fold?"
    );
    private static readonly Signature IsoSignature = new("isoformat", "timespec?");

    /// <summary>The time of the day.</summary>
    public TimeOnly Time => time;

    /// <summary>Its zone, or null.</summary>
    public TimeZoneValue? Zone => zone;

    /// <inheritdoc/>
    public string TypeName => "datetime.time";

    internal static TimeSpan Create(long hour, long minute, long second, long microsecond)
    {
        Check(hour, 23, "hour");
        Check(minute, 59, "minute");
        Check(second, 59, "second");
        Check(microsecond, 999_999, "microsecond");
        return new TimeSpan(0, (int)hour, (int)minute, (int)second) + new TimeSpan(microsecond * 10);
    }

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "hour" => Value.From(Time.Hour),
            "minute" => Value.From(Time.Minute),
            "second" => Value.From(Time.Second),
            "microsecond" => Value.From(TimeText.Microseconds(Time.ToTimeSpan())),
            "tzinfo" => Value.From(Zone),
            "isoformat" => Value.Function(name, (_, arguments) => IsoFormat(arguments)),
            "strftime" => Value.Function(name, (_, arguments) => CommonDateMethods.Strftime(OnFirstDay, Zone, arguments)),
            "replace" => Value.Function(name, (_, arguments) => Replace(arguments)),
            _ => default,
        };
        return !value.IsMissing;
    }

    private DateTime OnFirstDay => new DateTime(1900, 1, 1).Add(Time.ToTimeSpan());

    private Value IsoFormat(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        IsoSignature.Bind(arguments, slots);
        return Value.From(Text(slots[0].IsMissing ? "auto" : slots[0].AsString()));
    }

    private string Text(string specification) =>
        TimeText.Clock(Time.ToTimeSpan(), specification) + (Zone is null ? "" : TimeText.Offset(Zone.OffsetAt(OnFirstDay), ":"));

    private Value Replace(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        ReplaceSignature.Bind(arguments, slots);
        var span = Time.ToTimeSpan();
        var replaced = Create(
            CommonDateMethods.Part(slots[0], span.Hours),
            CommonDateMethods.Part(slots[1], span.Minutes),
            CommonDateMethods.Part(slots[2], span.Seconds),
            CommonDateMethods.Part(slots[3], TimeText.Microseconds(span))
        );
        return Value.From(new TimeObject(TimeOnly.FromTimeSpan(replaced), slots[4].IsMissing ? Zone : slots[4].Reference as TimeZoneValue));
    }

    /// <inheritdoc/>
    public string Str() => Text("auto");

    /// <inheritdoc/>
    public string Repr() => $"datetime.time({TimeText.ReprOf(Time.ToTimeSpan())}{(Zone is null ? "" : ", tzinfo=" + Zone.Repr())})";

    /// <inheritdoc/>
    public string Format(string specification) => specification.Length == 0 ? Str() : TimeFormat.Format(OnFirstDay, Zone, specification);

    /// <inheritdoc/>
    public bool EqualTo(in Value other) => other.TryGet<TimeObject>(out var o) && o.Time == Time && (o.Zone is null) == (Zone is null);

    /// <inheritdoc/>
    public int Hash() => Time.GetHashCode();

    /// <inheritdoc/>
    public bool TryCompare(in Value other, out int order)
    {
        order = other.TryGet<TimeObject>(out var o) ? Time.CompareTo(o.Time) : 0;
        return o is not null;
    }

    private static void Check(long part, long most, string name)
    {
        if (part < 0 || part > most)
        {
            throw PythonError.Value($"{name} must be in 0..{most}");
        }
    }
}
