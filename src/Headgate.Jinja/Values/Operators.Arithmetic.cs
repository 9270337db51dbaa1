using System.Numerics;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values;

/// <summary>Python's operators, as templates use them.</summary>
public static partial class Operators
{
    /// <summary>Python's <c>a + b</c>.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>The result.</returns>
    public static Value Add(CallContext context, in Value a, in Value b)
    {
        if (a.IsSmallInt && b.IsSmallInt)
        {
            var sum = unchecked(a.Bits + b.Bits);
            return ((a.Bits ^ sum) & (b.Bits ^ sum)) < 0 ? Value.From((BigInteger)a.Bits + b.Bits) : Value.From(sum);
        }
        if (a.Reference is string x && b.Reference is string y)
        {
            context.Reserve((long)x.Length + y.Length);
            if (a.IsSafe || b.IsSafe)
            {
                return Value.SafeString(string.Concat(HtmlText.Escaped(a), HtmlText.Escaped(b)));
            }
            return Value.From(string.Concat(x, y));
        }
        if (a.IsNumber && b.IsNumber)
        {
            return NumberMath.Apply(ArithmeticOperation.Add, a, b);
        }
        return Sequences.TryAdd(context, a, b, out var result) ? result : Fallback(context, ArithmeticOperation.Add, a, b);
    }

    /// <summary>Python's <c>a - b</c>.</summary>
    /// <inheritdoc cref="Add"/>
    public static Value Subtract(CallContext context, in Value a, in Value b)
    {
        if (a.IsSmallInt && b.IsSmallInt)
        {
            var difference = unchecked(a.Bits - b.Bits);
            return ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) < 0 ? Value.From((BigInteger)a.Bits - b.Bits) : Value.From(difference);
        }
        if (a.IsNumber && b.IsNumber)
        {
            return NumberMath.Apply(ArithmeticOperation.Subtract, a, b);
        }
        if (a.Reference is JinjaSet x && b.Reference is JinjaSet y)
        {
            return Value.From(SetMath.Difference(x, y));
        }
        return Fallback(context, ArithmeticOperation.Subtract, a, b);
    }

    /// <summary>Python's <c>a * b</c>.</summary>
    /// <inheritdoc cref="Add"/>
    public static Value Multiply(CallContext context, in Value a, in Value b)
    {
        if (a.IsSmallInt && b.IsSmallInt)
        {
            var high = Math.BigMul(a.Bits, b.Bits, out var low);
            return high == low >> 63 ? Value.From(low) : Value.From((BigInteger)a.Bits * b.Bits);
        }
        if (a.IsNumber && b.IsNumber)
        {
            NumberMath.ReserveProduct(context, a, b);
            return NumberMath.Apply(ArithmeticOperation.Multiply, a, b);
        }
        return Sequences.TryRepeat(context, a, b, out var result) ? result : Fallback(context, ArithmeticOperation.Multiply, a, b);
    }

    /// <summary>Python's <c>a / b</c>: a float for ints.</summary>
    /// <inheritdoc cref="Add"/>
    public static Value Divide(CallContext context, in Value a, in Value b) =>
        a.IsNumber && b.IsNumber ? NumberMath.Apply(ArithmeticOperation.Divide, a, b) : Fallback(context, ArithmeticOperation.Divide, a, b);

    /// <summary>Python's <c>a // b</c>: rounds towards minus infinity.</summary>
    /// <inheritdoc cref="Add"/>
    public static Value FloorDivide(CallContext context, in Value a, in Value b) =>
        a.IsNumber && b.IsNumber
            ? NumberMath.Apply(ArithmeticOperation.FloorDivide, a, b)
            : Fallback(context, ArithmeticOperation.FloorDivide, a, b);

    /// <summary>Python's <c>a % b</c>: the sign of the right side; text is formatted.</summary>
    /// <inheritdoc cref="Add"/>
    public static Value Modulo(CallContext context, in Value a, in Value b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            return NumberMath.Apply(ArithmeticOperation.Modulo, a, b);
        }
        if (a.Reference is string)
        {
            return Formatting.PercentFormat.Apply(context, a, b);
        }
        return Fallback(context, ArithmeticOperation.Modulo, a, b);
    }

    /// <summary>Python's <c>a ** b</c>.</summary>
    /// <inheritdoc cref="Add"/>
    public static Value Power(CallContext context, in Value a, in Value b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            NumberMath.ReservePower(context, a, b);
            return NumberMath.Apply(ArithmeticOperation.Power, a, b);
        }
        return Fallback(context, ArithmeticOperation.Power, a, b);
    }

    /// <summary>Python's <c>-a</c>.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="a">The operand.</param>
    /// <returns>The result.</returns>
    public static Value Negate(CallContext context, in Value a)
    {
        switch (a.Kind)
        {
            case ValueKind.Bool:
            case ValueKind.Int when a.IsSmallInt && a.Bits != long.MinValue:
                return Value.From(-a.Bits);
            case ValueKind.Int:
                a.TryGetInteger(out var big);
                return Value.From(-big);
            case ValueKind.Float:
                return Value.From(-a.FloatBits);
            case ValueKind.Decimal:
                return Value.From(((JinjaDecimal)a.Reference!).Negated().Rounded());
            default:
                return Unary(ArithmeticOperation.Negate, "-", a);
        }
    }

    /// <summary>Python's <c>+a</c>.</summary>
    /// <inheritdoc cref="Negate"/>
    public static Value Plus(CallContext context, in Value a) =>
        a.Kind switch
        {
            ValueKind.Bool => Value.From(a.Bits),
            ValueKind.Int or ValueKind.Float => a,
            ValueKind.Decimal => Value.From(((JinjaDecimal)a.Reference!).Rounded()),
            _ => Unary(ArithmeticOperation.Plus, "+", a),
        };

    /// <summary>Jinja's <c>~</c>: the texts of values, one after the other; escaped when one of them is safe or output is escaped.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="parts">The operands.</param>
    /// <returns>A str.</returns>
    public static Value Concat(CallContext context, ReadOnlySpan<Value> parts) => Concat(context, parts, context.Autoescape);

    /// <summary>Like <see cref="Concat(CallContext, ReadOnlySpan{Value})"/>; where nothing is escaped, safe texts are texts like others.</summary>
    internal static Value Concat(CallContext context, ReadOnlySpan<Value> parts, bool escapes)
    {
        var safe = false;
        for (var i = 0; i < parts.Length && escapes; i++)
        {
            ref readonly var part = ref parts[i];
            safe |= part.IsSafe || (part.Reference is IJinjaObject o && o.Html is not null);
        }
        if (parts.Length == 2 && !safe && parts[0].Reference is string a && parts[1].Reference is string b)
        {
            context.Reserve((long)a.Length + b.Length);
            return Value.From(string.Concat(a, b));
        }
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer(context.Limits.MaxValueLength);
        foreach (ref readonly var part in parts)
        {
            if (safe)
            {
                PythonText.WriteEscaped(buffer, part);
            }
            else
            {
                PythonText.Write(buffer, part);
            }
        }
        context.Reserve(buffer.Length);
        var text = buffer.ToString();
        return safe ? Value.SafeString(text) : Value.From(text);
    }

    private static Value Unary(ArithmeticOperation operation, string sign, in Value a)
    {
        Undefined.ThrowIf(a);
        if (a.Reference is IJinjaObject o && o.TryArithmetic(operation, default, false, out var result))
        {
            return result;
        }
        throw PythonError.Type($"bad operand type for unary {sign}: '{a.TypeName}'");
    }

    private static Value Fallback(CallContext context, ArithmeticOperation operation, in Value a, in Value b)
    {
        _ = context;
        if (a.Reference is IJinjaObject left && left.TryArithmetic(operation, b, false, out var result))
        {
            return result;
        }
        if (b.Reference is IJinjaObject right && right.TryArithmetic(operation, a, true, out result))
        {
            return result;
        }
        Undefined.ThrowIf(a);
        Undefined.ThrowIf(b);
        throw Unsupported(operation, a, b);
    }

    internal static JinjaException Unsupported(ArithmeticOperation operation, in Value a, in Value b)
    {
        if (operation == ArithmeticOperation.Add && a.Kind is ValueKind.Str or ValueKind.List or ValueKind.Tuple)
        {
            var type = a.Kind == ValueKind.Str ? "str" : a.TypeName;
            return PythonError.Type($"can only concatenate {type} (not \"{b.TypeName}\") to {type}");
        }
        if (operation == ArithmeticOperation.Multiply)
        {
            if (Sequences.IsSequence(a))
            {
                return PythonError.Type($"can't multiply sequence by non-int of type '{b.TypeName}'");
            }
            if (Sequences.IsSequence(b))
            {
                return PythonError.Type($"can't multiply sequence by non-int of type '{a.TypeName}'");
            }
        }
        var sign = operation switch
        {
            ArithmeticOperation.Add => "+",
            ArithmeticOperation.Subtract => "-",
            ArithmeticOperation.Multiply => "*",
            ArithmeticOperation.Divide => "/",
            ArithmeticOperation.FloorDivide => "//",
            ArithmeticOperation.Modulo => "%",
            _ => "** or pow()",
        };
        return PythonError.Type($"unsupported operand type(s) for {sign}: '{a.TypeName}' and '{b.TypeName}'");
    }
}
