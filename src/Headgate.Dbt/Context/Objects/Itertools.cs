using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>modules.itertools</c>: the functions that give finite results.</summary>
internal static class Itertools
{
    private const string Deprecation = "Usage of itertools modules is deprecated. Please use the built-in functions instead.";

    /// <summary>The value of <c>modules.itertools</c>.</summary>
    /// <param name="deprecate">Told of each call: dbt will do without the module.</param>
    public static Value Create(Action<string, string> deprecate)
    {
        var dict = new JinjaDict();
        Add("chain", Chain);
        Add("product", Product);
        Add("combinations", Combinations);
        Add("permutations", Permutations);
        Add("accumulate", Accumulate);
        Add("islice", Slice);
        Add("zip_longest", ZipLongest);
        Add("repeat", Repeat);
        return Value.From(dict);

        void Add(string name, JinjaFunction function) =>
            dict.Set(
                name,
                Value.Function(
                    name,
                    (context, arguments) =>
                    {
                        deprecate("ModulesItertoolsUsageDeprecation", Deprecation);
                        return function(context, arguments);
                    }
                )
            );
    }

    private static List<List<Value>> Lists(CallContext context, in Arguments arguments)
    {
        var lists = new List<List<Value>>(arguments.PositionalCount);
        for (var i = 0; i < arguments.PositionalCount; i++)
        {
            lists.Add([.. Operators.ToList(context, arguments[i])]);
        }
        return lists;
    }

    private static Value Listed(CallContext context, IEnumerable<Value> items)
    {
        var list = new JinjaList();
        foreach (var item in items)
        {
            context.Step();
            list.Add(item);
        }
        return Value.From(list);
    }

    private static Value Chain(CallContext context, Arguments arguments) => Listed(context, Lists(context, arguments).SelectMany(l => l));

    private static Value Product(CallContext context, Arguments arguments)
    {
        IEnumerable<Value[]> rows =
        [
            [],
        ];
        var lists = Lists(context, arguments);
        var repeat = arguments.TryGetKeyword("repeat", out var times) && times.TryGetInt64(out var n) ? (int)n : 1;
        for (var r = 0; r < repeat; r++)
        {
            foreach (var list in lists)
            {
                rows = rows.SelectMany(row => list.Select(item => (Value[])[.. row, item]));
            }
        }
        return Listed(context, rows.Select(row => Value.Tuple(row)));
    }

    private static Value Combinations(CallContext context, Arguments arguments)
    {
        List<Value> items = [.. Operators.ToList(context, arguments.Required(0, "iterable", "combinations"))];
        return Listed(
            context,
            Choose(items, (int)arguments.Required(1, "r", "combinations").AsInt64(), 0).Select(row => Value.Tuple([.. row]))
        );
    }

    private static IEnumerable<IEnumerable<Value>> Choose(List<Value> items, int count, int from) =>
        count == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(from, Math.Max(0, items.Count - from))
                .SelectMany(i => Choose(items, count - 1, i + 1).Select(rest => rest.Prepend(items[i])));

    private static Value Permutations(CallContext context, Arguments arguments)
    {
        List<Value> items = [.. Operators.ToList(context, arguments.Required(0, "iterable", "permutations"))];
        var count = arguments.TryGet(1, "r", out var r) && r.TryGetInt64(out var n) ? (int)n : items.Count;
        return Listed(context, Arrange(items, count, []).Select(row => Value.Tuple([.. row.Select(i => items[i])])));
    }

    private static IEnumerable<int[]> Arrange(List<Value> items, int count, int[] chosen) =>
        chosen.Length == count
            ? [chosen]
            : Enumerable.Range(0, items.Count).Where(i => !chosen.Contains(i)).SelectMany(i => Arrange(items, count, [.. chosen, i]));

    private static Value Accumulate(CallContext context, Arguments arguments)
    {
        var total = Value.None;
        var list = new JinjaList();
        foreach (var item in Operators.ToList(context, arguments.Required(0, "iterable", "accumulate")))
        {
            total = list.Count == 0 ? item : Operators.Add(context, total, item);
            list.Add(total);
        }
        return Value.From(list);
    }

    private static Value Slice(CallContext context, Arguments arguments)
    {
        var start = arguments.PositionalCount > 2 ? arguments[1].AsInt64() : 0;
        var stop = arguments.PositionalCount > 2 ? arguments[2] : arguments.Required(1, "stop", "islice");
        IEnumerable<Value> items = Operators.ToList(context, arguments[0]);
        items = items.Skip((int)start);
        return Listed(context, stop.IsNone ? items : items.Take((int)Math.Max(0, stop.AsInt64() - start)));
    }

    private static Value Repeat(CallContext context, Arguments arguments)
    {
        // Without a number Python repeats for ever, which nothing that is rendered to its end can use.
        var times = arguments.Required(1, "times", "repeat").AsInt64();
        var item = arguments.Required(0, "object", "repeat");
        return Listed(context, Enumerable.Repeat(item, (int)Math.Clamp(times, 0, int.MaxValue)));
    }

    private static Value ZipLongest(CallContext context, Arguments arguments)
    {
        var lists = Lists(context, arguments);
        var filler = arguments.TryGetKeyword("fillvalue", out var fill) ? fill : Value.None;
        var length = lists.Count == 0 ? 0 : lists.Max(l => l.Count);
        return Listed(context, Enumerable.Range(0, length).Select(i => Value.Tuple([.. lists.Select(l => i < l.Count ? l[i] : filler)])));
    }
}
