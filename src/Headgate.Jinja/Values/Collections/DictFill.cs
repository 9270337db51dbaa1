namespace Headgate.Jinja.Values.Collections;

/// <summary>Fills a dict as Python's dict() and update() do: from a mapping, from pairs, and from keywords.</summary>
internal static class DictFill
{
    public static void From(CallContext context, JinjaDict target, in Value source)
    {
        if (source.Reference is JinjaDict dict)
        {
            target.Update(dict);
            return;
        }
        if (source.Reference is IJinjaObject { IsMapping: true } mapping)
        {
            FromMapping(context, target, mapping);
            return;
        }
        var index = 0;
        var items = Operators.Iterate(context, source);
        while (items.MoveNext())
        {
            context.Step();
            if (!Operators.TryIterate(context, items.Current, out var pair))
            {
                throw PythonError.Type($"cannot convert dictionary update sequence element #{index} to a sequence");
            }
            Span<Value> parts = new Value[2];
            var count = 0;
            while (pair.MoveNext())
            {
                if (count < 2)
                {
                    parts[count] = pair.Current;
                }
                count++;
            }
            if (count != 2)
            {
                throw PythonError.Value($"dictionary update sequence element #{index} has length {count}; 2 is required");
            }
            target.Set(parts[0], parts[1]);
            index++;
        }
    }

    public static void FromKeywords(JinjaDict target, in Arguments arguments)
    {
        for (var i = 0; i < arguments.KeywordCount; i++)
        {
            target.Set(arguments.Names[i], arguments.Values[arguments.PositionalCount + i]);
        }
    }

    private static void FromMapping(CallContext context, JinjaDict target, IJinjaObject mapping)
    {
        var keys = mapping.Iterate(context);
        while (keys is not null && keys.MoveNext())
        {
            mapping.TryGetItem(context, keys.Current, out var value);
            target.Set(keys.Current, value);
        }
    }
}
