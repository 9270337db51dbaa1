using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|indent(width, first, blank)</c>: every line but the first further in.</summary>
internal static class IndentFilter
{
    private static readonly Signature Signature = new("do_indent", 1, "width?", "first?", "blank?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var indention =
            slots[0].IsMissing ? "    "
            : slots[0].Reference is string given ? (input.IsSafe ? HtmlText.Escaped(slots[0]) : given)
            : Spaces(context, slots[0]);
        var first = !slots[1].IsMissing && slots[1].IsTruthy;
        var blank = !slots[2].IsMissing && slots[2].IsTruthy;
        Undefined.ThrowIf(input);
        if (input.Kind == ValueKind.List)
        {
            // A list takes the newline that Jinja adds to the text, and fails at the next step.
            throw PythonError.Attribute("'list' object has no attribute 'splitlines'");
        }
        var text = input.Reference as string ?? throw PythonError.Type($"unsupported operand type(s) for +=: '{input.TypeName}' and 'str'");
        var lines = StrMethods.Lines(text + "\n", false);
        context.Reserve(text.Length + ((long)lines.Count * (indention.Length + 1)));
        using var buffer = new TextBuffer(context.Limits.MaxValueLength);
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                buffer.Append('\n');
            }
            if (i == 0 ? first : blank || lines[i].Length > 0)
            {
                buffer.Append(indention);
            }
            buffer.Append(lines[i]);
        }
        return input.IsSafe ? Value.SafeString(buffer.ToString()) : Value.From(buffer.ToString());
    }

    private static string Spaces(CallContext context, in Value width)
    {
        Undefined.ThrowIf(width);
        var count = MethodArguments.Index(width);
        context.Reserve(count);
        return new string(' ', (int)Math.Max(0, count));
    }
}
