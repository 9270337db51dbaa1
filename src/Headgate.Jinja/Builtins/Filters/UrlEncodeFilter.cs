using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|urlencode</c>: text quoted for a URL; a dict or pairs as a query.</summary>
internal static class UrlEncodeFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_urlencode", 1);
        if (input.IsString || !Operators.TryIterate(context, input, out var items))
        {
            return Value.From(UrlText.Quote(input, forQuery: false));
        }
        if (input.Kind == ValueKind.Dict || input.Reference is IJinjaObject { IsMapping: true })
        {
            items = Operators.Iterate(context, Operators.CallMethod(context, input, "items", Arguments.Empty));
        }
        var parts = new List<string>();
        while (items.MoveNext())
        {
            context.Step();
            var pair = Operators.ToList(context, items.Current);
            if (pair.Count != 2)
            {
                throw PythonError.Value(
                    pair.Count < 2
                        ? $"not enough values to unpack (expected 2, got {pair.Count})"
                        : "too many values to unpack (expected 2)"
                );
            }
            parts.Add($"{UrlText.Quote(pair[0], forQuery: true)}={UrlText.Quote(pair[1], forQuery: true)}");
        }
        return Value.From(string.Join('&', parts));
    }
}
