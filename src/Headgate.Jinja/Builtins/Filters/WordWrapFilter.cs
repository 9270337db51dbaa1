using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|wordwrap(width, break_long_words, wrapstring, break_on_hyphens)</c>: lines of at most a width.</summary>
internal static class WordWrapFilter
{
    private static readonly Signature Signature = new("do_wordwrap", 2, "width?", "break_long_words?", "wrapstring?", "break_on_hyphens?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        if (!slots[0].IsMissing)
        {
            Undefined.ThrowIf(slots[0]);
        }
        var width = slots[0].IsMissing ? 79 : MethodArguments.Index(slots[0]);
        var breakWords = slots[1].IsMissing || slots[1].IsTruthy;
        var between = slots[2].IsMissing || !slots[2].IsTruthy ? context.NewlineSequence : slots[2].ToString();
        var breakHyphens = slots[3].IsMissing || slots[3].IsTruthy;
        Undefined.ThrowIf(input);
        var text = input.Reference as string ?? throw PythonError.Attribute($"'{input.TypeName}' object has no attribute 'splitlines'");
        var wrapper = new LineWrapper(width, breakWords, breakHyphens);
        var paragraphs = StrMethods.Lines(text, false).ConvertAll(line => string.Join(between, wrapper.Wrap(line)));
        return Value.From(string.Join(between, paragraphs));
    }
}
