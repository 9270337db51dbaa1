using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|batch(n, fill)</c>: lists of n items each.</summary>
internal static class BatchFilter
{
    private static readonly Signature Signature = new("do_batch", 1, "linecount", "fill_with?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        return Value.From(new JinjaIterator(Walk(context, input, slots[0], slots[1]), "generator", "do_batch"));
    }

    private static IEnumerator<Value> Walk(CallContext context, Value input, Value count, Value fill)
    {
        var batch = new JinjaList();
        var items = Operators.Iterate(context, input);
        while (items.MoveNext())
        {
            context.Step();
            if (Operators.Equal(context, Value.From(batch.Count), count))
            {
                yield return Value.From(batch);
                batch = new JinjaList();
            }
            batch.Add(items.Current);
        }
        if (batch.Count == 0)
        {
            yield break;
        }
        if (!fill.IsMissing && !fill.IsNone && Operators.Less(context, Value.From(batch.Count), count))
        {
            var size = MethodArguments.Index(count);
            context.Reserve(size);
            while (batch.Count < size)
            {
                batch.Add(fill);
            }
        }
        yield return Value.From(batch);
    }
}
