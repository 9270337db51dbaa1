using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins;

/// <summary>Python's reversed().</summary>
internal static class Reversal
{
    public static bool CanReverse(in Value value) =>
        value.Kind is ValueKind.Str or ValueKind.Bytes or ValueKind.List or ValueKind.Tuple or ValueKind.Range or ValueKind.Dict
        || value.Reference is DictView or IJinjaObject { IsSequence: true, Length: not null };

    public static string TypeName(in Value value) =>
        value.Kind switch
        {
            ValueKind.List => "list_reverseiterator",
            ValueKind.Range => "range_iterator",
            ValueKind.Dict => "dict_reversekeyiterator",
            _ => "reversed",
        };

    /// <summary>The items from the last to the first.</summary>
    public static IEnumerator<Value> Of(CallContext context, in Value value)
    {
        if (value.IsUndefined)
        {
            Undefined.ThrowIfStrict(value);
            return Empty();
        }
        return CanReverse(value) ? Walk(context, value) : throw PythonError.Type($"'{value.TypeName}' object is not reversible");
    }

    private static IEnumerator<Value> Walk(CallContext context, Value value)
    {
        if (value.Reference is JinjaRange range)
        {
            for (var i = range.LongCount - 1; i >= 0; i--)
            {
                yield return Value.From(range[i]);
            }
            yield break;
        }
        var items = Operators.ToList(context, value);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            yield return items[i];
        }
    }

    private static IEnumerator<Value> Empty()
    {
        yield break;
    }
}
