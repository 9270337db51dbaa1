using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|slice(n, fill)</c>: n lists of as equal length as can be.</summary>
internal static class SliceFilter
{
    private static readonly Signature Signature = new("sync_do_slice", 1, "slices", "fill_with?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        return Value.From(new JinjaIterator(Walk(context, input, slots[0], slots[1]), "generator", "sync_do_slice"));
    }

    private static IEnumerator<Value> Walk(CallContext context, Value input, Value count, Value fill)
    {
        var items = Operators.ToList(context, input);
        Undefined.ThrowIf(count);
        var slices = MethodArguments.Index(count);
        if (slices == 0)
        {
            throw PythonError.ZeroDivision("integer division or modulo by zero");
        }
        var size = (int)NumberMath.FloorDivide(items.Count, slices);
        var extra = NumberMath.Modulo(items.Count, slices);
        var offset = 0;
        for (long i = 0; i < slices; i++)
        {
            context.Step();
            var length = size + (i < extra ? 1 : 0);
            var part = new JinjaList(items.GetRange(offset, length));
            offset += length;
            if (!fill.IsMissing && !fill.IsNone && i >= extra)
            {
                part.Add(fill);
            }
            yield return Value.From(part);
        }
    }
}
