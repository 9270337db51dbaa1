using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values;

/// <content>Comparisons and membership.</content>
public static partial class Operators
{
    /// <summary>Python's <c>a == b</c>.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>The answer.</returns>
    public static bool Equal(CallContext context, in Value a, in Value b) => ValueEquality.Equal(a, b);

    /// <summary>Python's <c>a != b</c>.</summary>
    /// <inheritdoc cref="Equal"/>
    public static bool NotEqual(CallContext context, in Value a, in Value b) => !ValueEquality.Equal(a, b);

    /// <summary>Python's <c>a &lt; b</c>.</summary>
    /// <inheritdoc cref="Equal"/>
    public static bool Less(CallContext context, in Value a, in Value b) => Comparison.TryOrder(a, b, "<", out var order) && order < 0;

    /// <summary>Python's <c>a &lt;= b</c>.</summary>
    /// <inheritdoc cref="Equal"/>
    public static bool LessEqual(CallContext context, in Value a, in Value b) =>
        Comparison.TryOrder(a, b, "<=", out var order) && order <= 0;

    /// <summary>Python's <c>a &gt; b</c>.</summary>
    /// <inheritdoc cref="Equal"/>
    public static bool Greater(CallContext context, in Value a, in Value b) => Comparison.TryOrder(a, b, ">", out var order) && order > 0;

    /// <summary>Python's <c>a &gt;= b</c>.</summary>
    /// <inheritdoc cref="Equal"/>
    public static bool GreaterEqual(CallContext context, in Value a, in Value b) =>
        Comparison.TryOrder(a, b, ">=", out var order) && order >= 0;

    /// <summary>Python's <c>item in container</c>.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="item">What is looked for.</param>
    /// <param name="container">Where.</param>
    /// <returns>The answer.</returns>
    public static bool Contains(CallContext context, in Value item, in Value container)
    {
        switch (container.Kind)
        {
            case ValueKind.Str:
                if (item.Reference is string part)
                {
                    return ((string)container.Reference!).Contains(part, StringComparison.Ordinal);
                }
                throw PythonError.Type($"'in <string>' requires string as left operand, not {item.TypeName}");
            case ValueKind.Dict:
                return container.DictReference.ContainsKey(item);
            case ValueKind.Set:
                return ((JinjaSet)container.Reference!).Contains(item);
            case ValueKind.List:
                return ContainsItem(context, container.ListReference.Span, item);
            case ValueKind.Tuple:
                return ContainsItem(context, container.TupleReference.Items, item);
            case ValueKind.Range when item.TryGetInt64(out var number):
                return ((JinjaRange)container.Reference!).Contains(number);
            case ValueKind.Bytes:
                if (item.Reference is byte[] bytes)
                {
                    return ((byte[])container.Reference!).AsSpan().IndexOf(bytes) >= 0;
                }
                if (item.TryGetInt64(out var one))
                {
                    return one is >= 0 and < 256
                        ? Array.IndexOf((byte[])container.Reference!, (byte)one) >= 0
                        : throw PythonError.Value("byte must be in range(0, 256)");
                }
                throw PythonError.Type($"a bytes-like object is required, not '{item.TypeName}'");
            case ValueKind.Undefined:
                Undefined.ThrowIfStrict(container);
                return false;
            case ValueKind.Object when ((IJinjaObject)container.Reference!).Contains(context, item) is { } answer:
                return answer;
        }
        if (!TryIterate(context, container, out var items))
        {
            throw PythonError.Type($"argument of type '{container.TypeName}' is not iterable");
        }
        while (items.MoveNext())
        {
            context.Step();
            if (ValueEquality.Same(items.Current, item))
            {
                return true;
            }
        }
        return false;
    }

    private static bool ContainsItem(CallContext context, ReadOnlySpan<Value> items, in Value item)
    {
        context.Step(1 + (items.Length >> 3));
        foreach (ref readonly var other in items)
        {
            if (ValueEquality.Same(other, item))
            {
                return true;
            }
        }
        return false;
    }
}
