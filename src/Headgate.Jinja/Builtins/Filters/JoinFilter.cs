using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|join(separator, attribute)</c>: the texts of items with a separator between them.</summary>
internal static class JoinFilter
{
    private static readonly Signature Signature = new("do_join", 2, "d?", "attribute?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var separator = slots[0].IsMissing ? Value.EmptyString : slots[0];
        var getter = slots[1].IsMissing || slots[1].IsNone ? null : new AttributeGetter(slots[1], default);
        return context.Autoescape ? JoinSafe(context, input, separator, getter) : JoinPlain(context, input, separator, getter);
    }

    private static Value JoinPlain(CallContext context, in Value input, in Value separator, AttributeGetter? getter)
    {
        var between = separator.ToString();
        using var buffer = new TextBuffer(context.Limits.MaxValueLength);
        var items = Operators.Iterate(context, input);
        for (var first = true; items.MoveNext(); first = false)
        {
            context.Step();
            if (!first)
            {
                buffer.Append(between);
            }
            if (getter is null)
            {
                PythonText.Write(buffer, items.Current);
            }
            else
            {
                PythonText.Write(buffer, getter.Get(context, items.Current));
            }
        }
        context.Reserve(buffer.Length);
        return Value.From(buffer.ToString());
    }

    private static Value JoinSafe(CallContext context, in Value input, in Value separator, AttributeGetter? getter)
    {
        var items = Operators.ToList(context, input);
        var safe = HtmlText.IsHtml(separator);
        for (var i = 0; i < items.Count; i++)
        {
            items[i] = getter is null ? items[i] : getter.Get(context, items[i]);
            safe |= HtmlText.IsHtml(items[i]);
        }
        using var buffer = new TextBuffer(context.Limits.MaxValueLength);
        var between = safe ? HtmlText.Escaped(separator) : separator.ToString();
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                buffer.Append(between);
            }
            if (safe)
            {
                PythonText.WriteEscaped(buffer, items[i]);
            }
            else
            {
                PythonText.Write(buffer, items[i]);
            }
        }
        context.Reserve(buffer.Length);
        return safe ? Value.SafeString(buffer.ToString()) : Value.From(buffer.ToString());
    }
}
