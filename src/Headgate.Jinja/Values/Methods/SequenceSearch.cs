namespace Headgate.Jinja.Values.Methods;

/// <summary>index() and count() of lists and tuples.</summary>
internal static class SequenceSearch
{
    public static Value Index(string type, ReadOnlySpan<Value> items, in Arguments arguments)
    {
        MethodArguments.Check(arguments, type, "index", 1, 3);
        var start = MethodArguments.Bound(MethodArguments.At(arguments, 1), 0);
        var stop = MethodArguments.Bound(MethodArguments.At(arguments, 2), items.Length);
        start = start < 0 ? Math.Max(0, start + items.Length) : start;
        stop = stop < 0 ? stop + items.Length : Math.Min(stop, items.Length);
        for (var i = start; i < stop; i++)
        {
            if (ValueEquality.Same(items[(int)i], arguments[0]))
            {
                return Value.From(i);
            }
        }
        throw PythonError.Value(type == "list" ? $"{arguments[0].Repr()} is not in list" : "tuple.index(x): x not in tuple");
    }

    public static Value Count(string type, ReadOnlySpan<Value> items, in Arguments arguments)
    {
        MethodArguments.Check(arguments, type, "count", 1, 1);
        var count = 0;
        foreach (ref readonly var item in items)
        {
            if (ValueEquality.Same(item, arguments[0]))
            {
                count++;
            }
        }
        return Value.From(count);
    }
}
