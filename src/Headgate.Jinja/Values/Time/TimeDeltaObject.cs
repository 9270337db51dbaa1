using System.Numerics;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Time;

/// <summary>Python's datetime.timedelta, in microseconds.</summary>
public sealed class TimeDeltaObject : IJinjaObject
{
    internal const long MicrosecondsPerDay = 86_400_000_000;

    internal TimeDeltaObject(long microseconds) => Microseconds = microseconds;

    /// <summary>Creates a duration.</summary>
    /// <param name="duration">The duration; parts of a microsecond are cut off.</param>
    public TimeDeltaObject(TimeSpan duration)
        : this(duration.Ticks / 10) { }

    /// <inheritdoc/>
    public string TypeName => "datetime.timedelta";

    /// <summary>The whole duration in microseconds.</summary>
    public long Microseconds { get; }

    /// <inheritdoc/>
    public bool IsTruthy => Microseconds != 0;

    internal TimeSpan Duration => new(checked(Microseconds * 10));

    private long Days => NumberMath.FloorDivide(Microseconds, MicrosecondsPerDay);

    private long Rest => NumberMath.Modulo(Microseconds, MicrosecondsPerDay);

    internal static Value Of(Int128 microseconds)
    {
        if (microseconds > long.MaxValue || microseconds < long.MinValue)
        {
            throw PythonError.Overflow($"days={microseconds / MicrosecondsPerDay}; must have magnitude <= 999999999");
        }
        return Value.From(new TimeDeltaObject((long)microseconds));
    }

    /// <summary>A float of microseconds, rounded half to even.</summary>
    internal static Value Of(double microseconds)
    {
        if (!double.IsFinite(microseconds))
        {
            throw double.IsNaN(microseconds)
                ? PythonError.Value("cannot convert float NaN to integer")
                : PythonError.Overflow("cannot convert float infinity to integer");
        }
        return Of((Int128)Math.Round(microseconds, MidpointRounding.ToEven));
    }

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "days" => Value.From(Days),
            "seconds" => Value.From(Rest / 1_000_000),
            "microseconds" => Value.From(Rest % 1_000_000),
            "total_seconds" => Value.Function(name, (_, arguments) => TotalSeconds(arguments)),
            _ => default,
        };
        return !value.IsMissing;
    }

    private Value TotalSeconds(in Arguments arguments)
    {
        Headgate.Jinja.Values.Methods.MethodArguments.None(arguments, "timedelta", "total_seconds");
        return Value.From(FloatBits.Quotient(Microseconds, 1_000_000));
    }

    /// <inheritdoc/>
    public string Str()
    {
        var seconds = Rest / 1_000_000;
        var micro = Rest % 1_000_000;
        var clock = $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}";
        clock = micro == 0 ? clock : $"{clock}.{micro:000000}";
        return Days == 0 ? clock : $"{Days} day{(Math.Abs(Days) == 1 ? "" : "s")}, {clock}";
    }

    /// <inheritdoc/>
    public string Repr()
    {
        var parts = new List<string>();
        if (Days != 0)
        {
            parts.Add($"days={Days}");
        }
        if (Rest / 1_000_000 != 0)
        {
            parts.Add($"seconds={Rest / 1_000_000}");
        }
        if (Rest % 1_000_000 != 0)
        {
            parts.Add($"microseconds={Rest % 1_000_000}");
        }
        return $"datetime.timedelta({(parts.Count == 0 ? "0" : string.Join(", ", parts))})";
    }

    /// <inheritdoc/>
    public bool EqualTo(in Value other) => other.TryGet<TimeDeltaObject>(out var delta) && delta.Microseconds == Microseconds;

    /// <inheritdoc/>
    public int Hash() => Microseconds.GetHashCode();

    /// <inheritdoc/>
    public bool TryCompare(in Value other, out int order)
    {
        order = other.TryGet<TimeDeltaObject>(out var delta) ? Microseconds.CompareTo(delta.Microseconds) : 0;
        return delta is not null;
    }

    /// <inheritdoc/>
    public bool TryArithmetic(ArithmeticOperation operation, in Value other, bool reversed, out Value result)
    {
        result = default;
        if (operation is ArithmeticOperation.Negate or ArithmeticOperation.Plus)
        {
            result = operation == ArithmeticOperation.Negate ? Of(-(Int128)Microseconds) : Value.From(this);
            return true;
        }
        if (other.TryGet<TimeDeltaObject>(out var delta))
        {
            result = reversed
                ? WithDelta(operation, delta.Microseconds, Microseconds)
                : WithDelta(operation, Microseconds, delta.Microseconds);
        }
        else if (operation == ArithmeticOperation.Multiply || !reversed)
        {
            result = WithNumber(operation, other);
        }
        return !result.IsMissing;
    }

    private static Value WithDelta(ArithmeticOperation operation, long a, long b)
    {
        if (b == 0 && operation is ArithmeticOperation.Divide or ArithmeticOperation.FloorDivide or ArithmeticOperation.Modulo)
        {
            throw PythonError.ZeroDivision(
                operation == ArithmeticOperation.Divide ? "division by zero" : "integer division or modulo by zero"
            );
        }
        return operation switch
        {
            ArithmeticOperation.Add => Of((Int128)a + b),
            ArithmeticOperation.Subtract => Of((Int128)a - b),
            ArithmeticOperation.Divide => Value.From(FloatBits.Quotient(a, b)),
            ArithmeticOperation.FloorDivide => Value.From(NumberMath.FloorDivide(a, b)),
            ArithmeticOperation.Modulo => Of((Int128)NumberMath.Modulo(a, b)),
            _ => default,
        };
    }

    private Value WithNumber(ArithmeticOperation operation, in Value number)
    {
        if (number.TryGetInt64(out var whole))
        {
            if (whole == 0 && operation is ArithmeticOperation.Divide or ArithmeticOperation.FloorDivide)
            {
                throw PythonError.ZeroDivision("integer division or modulo by zero");
            }
            return operation switch
            {
                ArithmeticOperation.Multiply => Of((Int128)Microseconds * whole),
                ArithmeticOperation.Divide => Of((Int128)RoundedQuotient(Microseconds, whole)),
                ArithmeticOperation.FloorDivide => Of((Int128)NumberMath.FloorDivide(Microseconds, whole)),
                _ => default,
            };
        }
        if (!number.IsFloat)
        {
            return default;
        }
        var real = number.FloatBits;
        if (operation == ArithmeticOperation.Divide && real == 0)
        {
            throw PythonError.ZeroDivision("division by zero");
        }
        return operation switch
        {
            ArithmeticOperation.Multiply => Of(Microseconds * real),
            ArithmeticOperation.Divide => Of(Microseconds / real),
            _ => default,
        };
    }

    private static BigInteger RoundedQuotient(BigInteger a, BigInteger b)
    {
        var (quotient, rest) = NumberMath.DivMod(a, b);
        var twice = BigInteger.Abs(rest * 2).CompareTo(BigInteger.Abs(b));
        return twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
