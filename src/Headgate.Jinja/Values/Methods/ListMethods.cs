using System.Collections.Frozen;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's list.</summary>
internal static class ListMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["append"] = Append,
        ["extend"] = Extend,
        ["insert"] = Insert,
        ["remove"] = Remove,
        ["pop"] = Pop,
        ["clear"] = Clear,
        ["copy"] = Copy,
        ["reverse"] = Reverse,
        ["sort"] = Sort,
        ["index"] = (c, in s, a) => SequenceSearch.Index("list", s.ListReference.Span, a),
        ["count"] = (c, in s, a) => SequenceSearch.Count("list", s.ListReference.Span, a),
    }.ToFrozenDictionary();

    private static readonly Signature SortSignature = new("sort", "*", "key?", "reverse?");

    private static Value Append(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "list", "append", 1, 1);
        var list = self.ListReference;
        if ((list.Count & 0xfff) == 0xfff)
        {
            context.Reserve(list.Count);
        }
        list.Add(arguments[0]);
        return Value.None;
    }

    private static Value Extend(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "list", "extend", 1, 1);
        var items = Operators.ToList(context, arguments[0]);
        context.Reserve(self.ListReference.Count + (long)items.Count);
        self.ListReference.Items.AddRange(items);
        return Value.None;
    }

    private static Value Insert(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "list", "insert", 2, 2);
        var list = self.ListReference.Items;
        var at = MethodArguments.Index(arguments[0]);
        at = at < 0 ? Math.Max(0, at + list.Count) : Math.Min(at, list.Count);
        list.Insert((int)at, arguments[1]);
        return Value.None;
    }

    private static Value Remove(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "list", "remove", 1, 1);
        var list = self.ListReference.Items;
        for (var i = 0; i < list.Count; i++)
        {
            if (ValueEquality.Same(list[i], arguments[0]))
            {
                list.RemoveAt(i);
                return Value.None;
            }
        }
        throw PythonError.Value("list.remove(x): x not in list");
    }

    private static Value Pop(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "list", "pop", 0, 1);
        var list = self.ListReference.Items;
        var at = arguments.PositionalCount == 0 ? -1 : MethodArguments.Index(arguments[0]);
        if (list.Count == 0)
        {
            throw PythonError.Index("pop from empty list");
        }
        at = at < 0 ? at + list.Count : at;
        if (at < 0 || at >= list.Count)
        {
            throw PythonError.Index("pop index out of range");
        }
        var item = list[(int)at];
        list.RemoveAt((int)at);
        return item;
    }

    private static Value Clear(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "list", "clear");
        self.ListReference.Items.Clear();
        return Value.None;
    }

    private static Value Copy(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "list", "copy");
        return Value.From(new JinjaList(self.ListReference.Span));
    }

    private static Value Reverse(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "list", "reverse");
        self.ListReference.Items.Reverse();
        return Value.None;
    }

    private static Value Sort(CallContext context, in Value self, Arguments arguments)
    {
        if (arguments.PositionalCount > 0)
        {
            throw PythonError.Type("sort() takes no positional arguments");
        }
        var slots = default(ArgumentSlots);
        SortSignature.Bind(arguments, slots);
        var items = self.ListReference.Items;
        Value[]? keys = null;
        if (!slots[0].IsMissing && !slots[0].IsNone)
        {
            keys = new Value[items.Count];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = Operators.Call(context, slots[0], Arguments.Of(items[i]));
            }
        }
        var sorted = StableSort.Sort(context, items.ToArray(), keys, !slots[1].IsMissing && slots[1].IsTruthy);
        items.Clear();
        items.AddRange(sorted);
        return Value.None;
    }
}
