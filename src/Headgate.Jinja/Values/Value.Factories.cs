using System.Collections;
using System.Numerics;
using System.Text.Json;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values;

/// <content>How values are made.</content>
public readonly partial struct Value
{
    /// <summary>Python's None.</summary>
    public static Value None => new(InlineTag.None, 0L);

    /// <summary>Python's True.</summary>
    public static Value True => new(InlineTag.Bool, 1);

    /// <summary>Python's False.</summary>
    public static Value False => new(InlineTag.Bool, 0L);

    /// <summary>The str of no characters.</summary>
    public static Value EmptyString => new(string.Empty, ValueKind.Str);

    internal static Value Missing => default;

    /// <summary>An undefined value.</summary>
    /// <param name="info">What is missing and how it behaves.</param>
    /// <returns>The value.</returns>
    public static Value FromUndefined(UndefinedInfo info) => new(info, ValueKind.Undefined);

    /// <summary>A bool.</summary>
    /// <param name="value">The truth.</param>
    /// <returns>The value.</returns>
    public static Value From(bool value) => new(InlineTag.Bool, value ? 1 : 0);

    /// <summary>An int.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static Value From(int value) => new(InlineTag.Int, value);

    /// <summary>An int.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static Value From(long value) => new(InlineTag.Int, value);

    /// <summary>An int of any size.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static Value From(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? new(InlineTag.Int, (long)value) : new((object)value, ValueKind.Int);

    /// <summary>A float.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static Value From(double value) => new(InlineTag.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A Decimal.</summary>
    /// <param name="value">The number; its digits after the point are kept.</param>
    /// <returns>The value.</returns>
    public static Value From(decimal value) => new(JinjaDecimal.From(value), ValueKind.Decimal);

    /// <summary>A Decimal.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaDecimal value) => new(value, ValueKind.Decimal);

    /// <summary>A str, or None for null.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static Value From(string? value) => value is null ? None : new(value, ValueKind.Str);

    /// <summary>A str that is safe for HTML and is not escaped again.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static Value SafeString(string value) => new(value, (long)ValueKind.Str | SafeFlag);

    /// <summary>Bytes.</summary>
    /// <param name="value">The bytes; not copied.</param>
    /// <returns>The value.</returns>
    public static Value From(byte[] value) => new(value, ValueKind.Bytes);

    /// <summary>A list; the value refers to it and sees later changes.</summary>
    /// <param name="value">The list.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaList value) => new(value, ValueKind.List);

    /// <summary>A tuple.</summary>
    /// <param name="value">The tuple.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaTuple value) => new(value, ValueKind.Tuple);

    /// <summary>A dict; the value refers to it and sees later changes.</summary>
    /// <param name="value">The dict.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaDict value) => new(value, ValueKind.Dict);

    /// <summary>A set.</summary>
    /// <param name="value">The set.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaSet value) => new(value, ValueKind.Set);

    /// <summary>A range.</summary>
    /// <param name="value">The range.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaRange value) => new(value, ValueKind.Range);

    /// <summary>An iterator.</summary>
    /// <param name="value">The iterator.</param>
    /// <returns>The value.</returns>
    public static Value From(JinjaIterator value) => new(value, ValueKind.Iterator);

    /// <summary>An object of the host, or None for null.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The value.</returns>
    public static Value From(IJinjaObject? value) =>
        value is null ? None : new(value, value is FunctionObject ? ValueKind.Callable : ValueKind.Object);

    /// <summary>A function of the host.</summary>
    /// <param name="name">Its name for messages.</param>
    /// <param name="function">What it does.</param>
    /// <returns>The value.</returns>
    public static Value Function(string name, JinjaFunction function) => new(new FunctionObject(name, function), ValueKind.Callable);

    /// <summary>A new list of given items.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The value.</returns>
    public static Value List(params ReadOnlySpan<Value> items) => From(new JinjaList(items));

    /// <summary>A tuple of given items.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The value.</returns>
    public static Value Tuple(params Value[] items) => From(new JinjaTuple(items));

    /// <summary>
    /// The value for an object of .NET: null, bool, the number types, string, byte[], DateTime, DateOnly, TimeSpan, JsonElement, dictionaries and
    /// sequences (copied, deeply), <see cref="Value"/> and <see cref="IJinjaObject"/>.
    /// </summary>
    /// <param name="value">The object.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The type has no counterpart.</exception>
    public static Value FromObject(object? value) =>
        value switch
        {
            null => None,
            Value v => v,
            string v => From(v),
            bool v => From(v),
            int v => From(v),
            long v => From(v),
            short v => From(v),
            byte v => From(v),
            uint v => From(v),
            ulong v => From((BigInteger)v),
            BigInteger v => From(v),
            double v => From(v),
            float v => From((double)v),
            decimal v => From(v),
            JinjaDecimal v => From(v),
            byte[] v => From(v),
            JinjaList v => From(v),
            JinjaTuple v => From(v),
            JinjaDict v => From(v),
            JinjaSet v => From(v),
            JinjaRange v => From(v),
            JinjaIterator v => From(v),
            IJinjaObject v => From(v),
            DateTime v => From(new Time.DateTimeObject(v)),
            DateTimeOffset v => From(new Time.DateTimeObject(v.DateTime, Time.FixedTimeZone.Of(v.Offset))),
            DateOnly v => From(new Time.DateObject(v)),
            TimeOnly v => From(new Time.TimeObject(v)),
            TimeSpan v => From(new Time.TimeDeltaObject(v)),
            JsonElement v => JsonValues.Read(v),
            IDictionary v => FromDictionary(v),
            IEnumerable v => FromSequence(v),
            _ => throw new ArgumentException($"A template cannot hold a {value.GetType()}.", nameof(value)),
        };

    private static Value FromDictionary(IDictionary source)
    {
        var dict = new JinjaDict(source.Count);
        foreach (DictionaryEntry entry in source)
        {
            dict.Set(FromObject(entry.Key), FromObject(entry.Value));
        }
        return From(dict);
    }

    private static Value FromSequence(IEnumerable source)
    {
        var list = new JinjaList();
        foreach (var item in source)
        {
            list.Add(FromObject(item));
        }
        return From(list);
    }
}
