using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|tojson(indent)</c>: JSON that is safe inside HTML.</summary>
internal static class ToJsonFilter
{
    private static readonly Signature Signature = new("do_tojson", 2, "indent?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var indent = slots[0].IsMissing || slots[0].IsNone ? null : JsonWriter.IndentOf(context, slots[0]);
        var json = JsonWriter.Write(context, input, indent, context.Policies.JsonSortKeys);
        return Value.SafeString(
            json.Replace("<", "\\u003c", StringComparison.Ordinal)
                .Replace(">", "\\u003e", StringComparison.Ordinal)
                .Replace("&", "\\u0026", StringComparison.Ordinal)
                .Replace("'", "\\u0027", StringComparison.Ordinal)
        );
    }
}
