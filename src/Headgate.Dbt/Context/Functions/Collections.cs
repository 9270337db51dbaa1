using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Functions;

/// <summary><c>set</c>, <c>set_strict</c>, <c>zip</c>, <c>zip_strict</c>, <c>diff_of_two_dicts</c>.</summary>
internal static class Collections
{
    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> Functions { get; } =
    [
        new("set", Value.Function("set", (c, a) => Guard(a, 1, () => Set(c, a)))),
        new("set_strict", Value.Function("set_strict", Set)),
        new("try_set", Value.Function("try_set", (c, a) => Guard(a, 1, () => Set(c, a)))),
        new("zip", Value.Function("zip", (c, a) => Guard(a, int.MaxValue, () => Zip(c, a)))),
        new("zip_strict", Value.Function("zip_strict", Zip)),
        new("try_zip", Value.Function("try_zip", (c, a) => Guard(a, int.MaxValue, () => Zip(c, a)))),
        new("diff_of_two_dicts", Value.Function("diff_of_two_dicts", DiffOfTwoDicts)),
    ];

    private static Value Guard(in Arguments arguments, int index, Func<Value> call)
    {
        try
        {
            return call();
        }
        catch (JinjaException e) when (e.Kind == JinjaErrorKind.TypeError)
        {
            return arguments.Get(index, "default", Value.None);
        }
    }

    private static Value Set(CallContext context, Arguments arguments)
    {
        var set = new JinjaSet();
        foreach (var item in Operators.ToList(context, arguments.Required(0, "value", "set")))
        {
            set.Add(item);
        }
        return Value.From(set);
    }

    private static Value Zip(CallContext context, Arguments arguments)
    {
        var count = arguments.PositionalCount;
        if (count == 0)
        {
            return Value.From(new JinjaList());
        }
        var lists = new IReadOnlyList<Value>[count];
        for (var i = 0; i < count; i++)
        {
            lists[i] = [.. Operators.ToList(context, arguments[i])];
        }
        var length = lists.Min(l => l.Count);
        context.Step(length);
        var zipped = new JinjaList();
        for (var i = 0; i < length; i++)
        {
            zipped.Add(Value.Tuple([.. lists.Select(l => l[i])]));
        }
        return Value.From(zipped);
    }

    /// <summary>What the first dict's lists hold and the second's do not; texts are compared without case.</summary>
    private static Value DiffOfTwoDicts(CallContext context, Arguments arguments)
    {
        var difference = new JinjaDict();
        if (
            !arguments.Required(0, "dict_a", "diff_of_two_dicts").TryGet<JinjaDict>(out var left)
            || !arguments.Required(1, "dict_b", "diff_of_two_dicts").TryGet<JinjaDict>(out var right)
        )
        {
            return Value.From(difference);
        }
        var known = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, items) in right)
        {
            known[key.ToString()] = new(Operators.ToList(context, items).Select(v => v.ToString()), StringComparer.OrdinalIgnoreCase);
        }
        foreach (var (key, items) in left)
        {
            var list = new JinjaList();
            known.TryGetValue(key.ToString(), out var others);
            foreach (var item in Operators.ToList(context, items))
            {
                if (others is null || !others.Contains(item.ToString()))
                {
                    list.Add(item);
                }
            }
            if (list.Count > 0)
            {
                difference.Set(key, Value.From(list));
            }
        }
        return Value.From(difference);
    }
}
