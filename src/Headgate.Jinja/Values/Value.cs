using System.Numerics;
using System.Runtime.CompilerServices;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values;

/// <summary>
/// One value of a template, with Python's meaning. Sixteen bytes: numbers, truth values and None are held inline; text, containers and
/// objects by reference. The default value is undefined without a name.
/// </summary>
public readonly partial struct Value : IEquatable<Value>
{
    private const long SafeFlag = 0x100;

    internal readonly object? Reference;
    internal readonly long Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value(object? reference, long bits)
    {
        Reference = reference;
        Bits = bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value(object reference, ValueKind kind)
    {
        Reference = reference;
        Bits = (long)kind;
    }

    /// <summary>What the value holds.</summary>
    public ValueKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Reference is InlineTag tag ? tag.Kind : (ValueKind)(byte)Bits;
    }

    /// <summary>Whether nothing is there.</summary>
    public bool IsUndefined => Kind == ValueKind.Undefined;

    /// <summary>Whether the value is Python's None.</summary>
    public bool IsNone => ReferenceEquals(Reference, InlineTag.None);

    /// <summary>Whether the value is a str.</summary>
    public bool IsString => Reference is string;

    /// <summary>Whether the value is text that is marked as safe for HTML (Markup).</summary>
    public bool IsSafe => Reference is string && (Bits & SafeFlag) != 0;

    /// <summary>Whether the value is an int or a bool, float or Decimal (which Python counts as numbers).</summary>
    public bool IsNumber => Kind is ValueKind.Int or ValueKind.Bool or ValueKind.Float or ValueKind.Decimal;

    /// <summary>Python's truth of the value. An undefined value that is strict raises UndefinedError.</summary>
    public bool IsTruthy => Truth.Of(this);

    internal bool IsMissing => Reference is null;

    internal bool IsBool => ReferenceEquals(Reference, InlineTag.Bool);

    /// <summary>Whether the value is an int that fits 64 bits; not a bool.</summary>
    internal bool IsSmallInt
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Reference, InlineTag.Int);
    }

    internal bool IsFloat => ReferenceEquals(Reference, InlineTag.Float);

    internal double FloatBits => BitConverter.Int64BitsToDouble(Bits);

    internal bool BoolBits => Bits != 0;

    /// <summary>Name of the value's Python type, e.g. <c>str</c>.</summary>
    public string TypeName => TypeNames.Of(this);

    /// <summary>Python's str() of the value.</summary>
    /// <returns>The text; nothing for an undefined value.</returns>
    public override string ToString() => PythonText.Str(this);

    /// <summary>Python's repr() of the value.</summary>
    /// <returns>The text, e.g. with quotes around a str.</returns>
    public string Repr() => PythonText.Repr(this);

    /// <summary>Whether both values are equal in Python's sense: 1 equals 1.0 and True.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>True when equal.</returns>
    public bool Equals(Value other) => ValueEquality.Equal(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <summary>A hash that agrees with equality. Lists, dicts and sets raise TypeError, as in Python.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => ValueEquality.Hash(this);

    /// <summary>Python's ==.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    /// <returns>True when equal.</returns>
    public static bool operator ==(Value left, Value right) => ValueEquality.Equal(left, right);

    /// <summary>Python's !=.</summary>
    /// <param name="left">Left side.</param>
    /// <param name="right">Right side.</param>
    /// <returns>True when not equal.</returns>
    public static bool operator !=(Value left, Value right) => !ValueEquality.Equal(left, right);

    /// <summary>The text of a str.</summary>
    /// <param name="text">The text.</param>
    /// <returns>False when the value is not a str.</returns>
    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = Reference as string;
        return text is not null;
    }

    /// <summary>The number of an int or bool that fits 64 bits.</summary>
    /// <param name="number">The number.</param>
    /// <returns>False for anything else.</returns>
    public bool TryGetInt64(out long number)
    {
        number = Bits;
        return ReferenceEquals(Reference, InlineTag.Int) || ReferenceEquals(Reference, InlineTag.Bool);
    }

    /// <summary>The number of an int or bool of any size.</summary>
    /// <param name="number">The number.</param>
    /// <returns>False for anything else.</returns>
    public bool TryGetInteger(out BigInteger number)
    {
        if (TryGetInt64(out var small))
        {
            number = small;
            return true;
        }
        if (Reference is BigInteger big)
        {
            number = big;
            return true;
        }
        number = default;
        return false;
    }

    /// <summary>The number of a float, int, bool or Decimal as a float.</summary>
    /// <param name="number">The number, infinite when too large.</param>
    /// <returns>False for anything else.</returns>
    public bool TryGetDouble(out double number)
    {
        switch (Kind)
        {
            case ValueKind.Float:
                number = FloatBits;
                return true;
            case ValueKind.Bool:
                number = Bits;
                return true;
            case ValueKind.Int:
                number = IsSmallInt ? Bits : (double)(BigInteger)Reference!;
                return true;
            case ValueKind.Decimal:
                number = ((JinjaDecimal)Reference!).ToDouble();
                return true;
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>The host's or a container's object of a given type.</summary>
    /// <typeparam name="T">E.g. <see cref="JinjaList"/>, <see cref="JinjaDict"/> or a class of the host.</typeparam>
    /// <param name="value">The object.</param>
    /// <returns>False when the value is something else.</returns>
    public bool TryGet<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : class
    {
        value = Reference is InlineTag ? null : Reference as T;
        return value is not null;
    }

    /// <summary>The text of a str.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="JinjaException">TypeError when the value is not a str.</exception>
    public string AsString() => Reference as string ?? throw PythonError.Type($"expected str instance, {TypeName} found");

    /// <summary>The number of an int or bool.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="JinjaException">TypeError when it is not an int, OverflowError when it needs more than 64 bits.</exception>
    public long AsInt64()
    {
        if (TryGetInt64(out var number))
        {
            return number;
        }
        if (Reference is BigInteger)
        {
            throw new JinjaException(JinjaErrorKind.OverflowError, "Python int too large to convert to C ssize_t");
        }
        Undefined.ThrowIf(this);
        throw PythonError.Type($"'{TypeName}' object cannot be interpreted as an integer");
    }

    /// <summary>Adds one to the small int that a variable holds, in its place: nothing is stored that the collector has to know of.</summary>
    internal static void Increment(ref Value variable) => Unsafe.AsRef(in variable.Bits)++;

    internal JinjaList ListReference => Unsafe.As<JinjaList>(Reference!);

    internal JinjaTuple TupleReference => Unsafe.As<JinjaTuple>(Reference!);

    internal JinjaDict DictReference => Unsafe.As<JinjaDict>(Reference!);
}
