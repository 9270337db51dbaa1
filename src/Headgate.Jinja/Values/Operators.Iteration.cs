using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values;

/// <content>Length and iteration.</content>
public static partial class Operators
{
    /// <summary>Python's len().</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">A text (counted in code points), container or object with a length.</param>
    /// <param name="length">The length.</param>
    /// <returns>False when it has none.</returns>
    public static bool TryGetLength(CallContext context, in Value value, out int length)
    {
        switch (value.Kind)
        {
            case ValueKind.Str:
                length = Text.CodePoints.Count((string)value.Reference!);
                return true;
            case ValueKind.List:
                length = value.ListReference.Count;
                return true;
            case ValueKind.Tuple:
                length = value.TupleReference.Count;
                return true;
            case ValueKind.Dict:
                length = value.DictReference.Count;
                return true;
            case ValueKind.Set:
                length = ((JinjaSet)value.Reference!).Count;
                return true;
            case ValueKind.Range:
                length = ((JinjaRange)value.Reference!).Count;
                return true;
            case ValueKind.Bytes:
                length = ((byte[])value.Reference!).Length;
                return true;
            case ValueKind.Undefined:
                Undefined.ThrowIfStrict(value);
                length = 0;
                return true;
            case ValueKind.Object:
                var own = ((IJinjaObject)value.Reference!).Length;
                length = own ?? 0;
                return own is not null;
            default:
                length = 0;
                return false;
        }
    }

    /// <summary>Python's len(), or TypeError.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">A text, container or object with a length.</param>
    /// <returns>The length.</returns>
    public static int Length(CallContext context, in Value value) =>
        TryGetLength(context, value, out var length) ? length : throw PythonError.Type($"object of type '{value.TypeName}' has no len()");

    /// <summary>The items of an iterable as a new list.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">An iterable.</param>
    /// <returns>A list that nothing else refers to.</returns>
    /// <exception cref="JinjaException">TypeError when it cannot be iterated.</exception>
    public static List<Value> ToList(CallContext context, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.List:
                context.Reserve(value.ListReference.Count);
                return [.. value.ListReference.Items];
            case ValueKind.Tuple:
                return [.. value.TupleReference.Items];
            case ValueKind.Range:
                context.Reserve(((JinjaRange)value.Reference!).LongCount);
                break;
        }
        var result = new List<Value>();
        var items = Iterate(context, value);
        while (items.MoveNext())
        {
            context.Step();
            if ((result.Count & 0xfff) == 0xfff)
            {
                context.Reserve(result.Count);
            }
            result.Add(items.Current);
        }
        return result;
    }

    /// <summary>Walks an iterable value: a list's items, a dict's keys, a text's characters.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">An iterable.</param>
    /// <returns>The walk.</returns>
    internal static ValueEnumerator Iterate(CallContext context, in Value value) =>
        TryIterate(context, value, out var items) ? items : throw PythonError.Type($"'{value.TypeName}' object is not iterable");

    /// <summary>Walks a value if it is iterable.</summary>
    internal static bool TryIterate(CallContext context, in Value value, out ValueEnumerator items)
    {
        switch (value.Kind)
        {
            case ValueKind.List:
            case ValueKind.Range:
            case ValueKind.Str:
            case ValueKind.Bytes:
                items = new(value.Kind, value.Reference);
                return true;
            case ValueKind.Tuple:
                items = new(ValueKind.Tuple, value.TupleReference.Items);
                return true;
            case ValueKind.Dict:
                items = new(ValueKind.Dict, value.Reference, value.DictReference.Version, value.DictReference.Count);
                return true;
            case ValueKind.Set:
                items = new(ValueKind.Set, value.Reference, ((JinjaSet)value.Reference!).Version);
                return true;
            case ValueKind.Undefined:
                Undefined.ThrowIfStrict(value);
                items = new(ValueKind.Undefined, null);
                return true;
            case ValueKind.Iterator:
                items = new(ValueKind.Iterator, ((JinjaIterator)value.Reference!).GetEnumerator());
                return true;
            case ValueKind.Object:
            case ValueKind.Callable:
                var own = ((IJinjaObject)value.Reference!).Iterate(context);
                items = new(ValueKind.Iterator, own);
                return own is not null;
            default:
                items = default;
                return false;
        }
    }
}
