using System.Globalization;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's datetime.date.</summary>
/// <param name="date">The day.</param>
public sealed class DateObject(DateOnly date) : IJinjaObject
{
    private static readonly Signature ReplaceSignature = new("replace", "year?", "month?", "day?");

    /// <summary>The day.</summary>
    public DateOnly Date => date;

    /// <inheritdoc/>
    public string TypeName => "datetime.date";

    internal DateTime Midnight => Date.ToDateTime(TimeOnly.MinValue);

    internal static DateOnly Create(long year, long month, long day)
    {
        if (year is < 1 or > 9999)
        {
            throw PythonError.Value($"year {year} is out of range");
        }
        if (month is < 1 or > 12)
        {
            throw PythonError.Value("month must be in 1..12");
        }
        if (day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
        {
            throw PythonError.Value("day is out of range for month");
        }
        return new DateOnly((int)year, (int)month, (int)day);
    }

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "year" => Value.From(Date.Year),
            "month" => Value.From(Date.Month),
            "day" => Value.From(Date.Day),
            "replace" => Value.Function(name, (_, arguments) => Replace(arguments)),
            _ => CommonDateMethods.Find(Midnight, null, name),
        };
        return !value.IsMissing;
    }

    private Value Replace(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        ReplaceSignature.Bind(arguments, slots);
        return Value.From(
            new DateObject(
                Create(
                    CommonDateMethods.Part(slots[0], Date.Year),
                    CommonDateMethods.Part(slots[1], Date.Month),
                    CommonDateMethods.Part(slots[2], Date.Day)
                )
            )
        );
    }

    /// <inheritdoc/>
    public string Str() => TimeText.Date(Midnight);

    /// <inheritdoc/>
    public string Repr() => string.Create(CultureInfo.InvariantCulture, $"datetime.date({Date.Year}, {Date.Month}, {Date.Day})");

    /// <inheritdoc/>
    public string Format(string specification) => specification.Length == 0 ? Str() : TimeFormat.Format(Midnight, null, specification);

    /// <inheritdoc/>
    public bool EqualTo(in Value other) => other.TryGet<DateObject>(out var o) && o.Date == Date;

    /// <inheritdoc/>
    public int Hash() => Date.GetHashCode();

    /// <inheritdoc/>
    public bool TryCompare(in Value other, out int order)
    {
        if (other.Reference is DateTimeObject)
        {
            throw PythonError.Type("can't compare datetime.datetime to datetime.date");
        }
        order = other.TryGet<DateObject>(out var o) ? Date.CompareTo(o.Date) : 0;
        return o is not null;
    }

    /// <inheritdoc/>
    public bool TryArithmetic(ArithmeticOperation operation, in Value other, bool reversed, out Value result)
    {
        result = default;
        if (operation == ArithmeticOperation.Subtract && !reversed && other.TryGet<DateObject>(out var day))
        {
            result = TimeDeltaObject.Of((Int128)(Date.DayNumber - day.Date.DayNumber) * TimeDeltaObject.MicrosecondsPerDay);
        }
        else if (other.TryGet<TimeDeltaObject>(out var delta))
        {
            var days = NumberMath.FloorDivide(delta.Microseconds, TimeDeltaObject.MicrosecondsPerDay);
            result = operation switch
            {
                ArithmeticOperation.Add => Moved(days),
                ArithmeticOperation.Subtract when !reversed => Moved(-days),
                _ => default,
            };
        }
        return !result.IsMissing;
    }

    private Value Moved(long days)
    {
        var number = Date.DayNumber + days;
        return number < 0 || number > DateOnly.MaxValue.DayNumber
            ? throw PythonError.Overflow("date value out of range")
            : Value.From(new DateObject(DateOnly.FromDayNumber((int)number)));
    }
}
