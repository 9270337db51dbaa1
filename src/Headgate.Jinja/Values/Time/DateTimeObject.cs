using System.Globalization;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's datetime.datetime, with microseconds and an optional zone.</summary>
public sealed class DateTimeObject : IJinjaObject
{
    /// <summary>Creates a moment.</summary>
    /// <param name="local">What the clock shows; parts of a microsecond are cut off.</param>
    /// <param name="zone">The clock's zone, or null.</param>
    public DateTimeObject(DateTime local, TimeZoneValue? zone = null)
    {
        Local = new DateTime(local.Ticks - (local.Ticks % 10), DateTimeKind.Unspecified);
        Zone = zone;
    }

    /// <summary>What the clock shows.</summary>
    public DateTime Local { get; }

    /// <summary>The clock's zone, or null for a naive moment.</summary>
    public TimeZoneValue? Zone { get; }

    /// <inheritdoc/>
    public string TypeName => "datetime.datetime";

    /// <summary>The moment in UTC; a naive one as it stands.</summary>
    internal DateTime Utc => Zone is null ? Local : Shift(Local, -Zone.OffsetAt(Local).Ticks);

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "year" => Value.From(Local.Year),
            "month" => Value.From(Local.Month),
            "day" => Value.From(Local.Day),
            "hour" => Value.From(Local.Hour),
            "minute" => Value.From(Local.Minute),
            "second" => Value.From(Local.Second),
            "microsecond" => Value.From(TimeText.Microseconds(Local.TimeOfDay)),
            "tzinfo" => Value.From(Zone),
            "fold" => Value.From(0),
            _ => DateTimeMethods.Find(this, name),
        };
        return !value.IsMissing;
    }

    internal static DateTime Shift(DateTime moment, Int128 ticks)
    {
        var result = moment.Ticks + ticks;
        return result < 0 || result > DateTime.MaxValue.Ticks
            ? throw PythonError.Overflow("date value out of range")
            : new DateTime((long)result, DateTimeKind.Unspecified);
    }

    internal string IsoText(string separator, string specification) =>
        TimeText.Date(Local)
        + separator
        + TimeText.Clock(Local.TimeOfDay, specification)
        + (Zone is null ? "" : TimeText.Offset(Zone.OffsetAt(Local), ":"));

    /// <inheritdoc/>
    public string Str() => IsoText(" ", "auto");

    /// <inheritdoc/>
    public string Repr() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"datetime.datetime({Local.Year}, {Local.Month}, {Local.Day}, {TimeText.ReprOf(Local.TimeOfDay)}{(Zone is null ? "" : ", tzinfo=" + Zone.Repr())})"
        );

    /// <inheritdoc/>
    public string Format(string specification) => specification.Length == 0 ? Str() : TimeFormat.Format(Local, Zone, specification);

    /// <inheritdoc/>
    public bool EqualTo(in Value other) => other.TryGet<DateTimeObject>(out var o) && (o.Zone is null) == (Zone is null) && o.Utc == Utc;

    /// <inheritdoc/>
    public int Hash() => Utc.GetHashCode();

    /// <inheritdoc/>
    public bool TryCompare(in Value other, out int order)
    {
        order = 0;
        if (other.Reference is DateObject)
        {
            throw PythonError.Type("can't compare datetime.datetime to datetime.date");
        }
        if (!other.TryGet<DateTimeObject>(out var o))
        {
            return false;
        }
        if ((o.Zone is null) != (Zone is null))
        {
            throw PythonError.Type("can't compare offset-naive and offset-aware datetimes");
        }
        order = Utc.CompareTo(o.Utc);
        return true;
    }

    /// <inheritdoc/>
    public bool TryArithmetic(ArithmeticOperation operation, in Value other, bool reversed, out Value result)
    {
        result = default;
        if (operation == ArithmeticOperation.Subtract && !reversed && other.TryGet<DateTimeObject>(out var moment))
        {
            if ((moment.Zone is null) != (Zone is null))
            {
                throw PythonError.Type("can't subtract offset-naive and offset-aware datetimes");
            }
            result = TimeDeltaObject.Of((Int128)((Utc - moment.Utc).Ticks / 10));
        }
        else if (other.TryGet<TimeDeltaObject>(out var delta))
        {
            result = operation switch
            {
                ArithmeticOperation.Add => Value.From(new DateTimeObject(Shift(Local, (Int128)delta.Microseconds * 10), Zone)),
                ArithmeticOperation.Subtract when !reversed => Value.From(
                    new DateTimeObject(Shift(Local, -(Int128)delta.Microseconds * 10), Zone)
                ),
                _ => default,
            };
        }
        return !result.IsMissing;
    }
}
