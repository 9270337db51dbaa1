using System.Text;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Formatting;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Methods;

/// <content>Stripping, padding, translating, encoding and formatting.</content>
internal static partial class StrMethods
{
    private static readonly Signature EncodeSignature = new("encode", "encoding?", "errors?");
    private static readonly Signature ExpandTabsSignature = new("expandtabs", "tabsize?");

    public static string StripText(string text, string? characters, bool left, bool right)
    {
        var first = 0;
        var last = text.Length;
        while (left && first < last && Stripped(text, first, characters, out var units))
        {
            first += units;
        }
        while (right && last > first)
        {
            var at = last > first + 1 && CodePoints.UnitsAt(text, last - 2) == 2 ? last - 2 : last - 1;
            if (!Stripped(text, at, characters, out _))
            {
                break;
            }
            last = at;
        }
        return text[first..last];
    }

    private static bool Stripped(string text, int at, string? characters, out int units)
    {
        units = CodePoints.UnitsAt(text, at);
        return characters is null
            ? CharacterClasses.IsSpace(CodePoints.At(text, at))
            : characters.AsSpan().IndexOf(text.AsSpan(at, units)) >= 0;
    }

    private static PythonMethod Strip(string name, bool left, bool right) =>
        (context, in self, arguments) =>
        {
            MethodArguments.Check(arguments, "str", name, 0, 1);
            return Value.From(StripText(TextOf(self), StripCharacters(arguments, name), left, right));
        };

    private static string? StripCharacters(in Arguments arguments, string name)
    {
        if (arguments.PositionalCount == 0 || arguments[0].IsNone)
        {
            return null;
        }
        return arguments[0].Reference as string ?? throw PythonError.Type($"{name} arg must be None or str");
    }

    /// <summary>Python's center: an odd space goes left when the width is odd.</summary>
    public static string CenterText(CallContext context, string text, long width, string fill)
    {
        var length = CodePoints.Count(text);
        if (width <= length)
        {
            return text;
        }
        var pad = width - length;
        var left = (pad / 2) + (pad & width & 1);
        return Pad(context, text, left, pad - left, fill);
    }

    public static string Pad(CallContext context, string text, long left, long right, string fill)
    {
        context.Reserve(text.Length + ((left + right) * fill.Length));
        if (fill.Length == 1)
        {
            return string.Concat(new string(fill[0], (int)left), text, new string(fill[0], (int)right));
        }
        return new StringBuilder()
            .Insert(0, fill, (int)left)
            .Append(text)
            .Insert(text.Length + ((int)left * 2), fill, (int)right)
            .ToString();
    }

    private static Value Center(CallContext context, in Value self, Arguments arguments)
    {
        var (width, fill) = BindPad("center", arguments);
        return Value.From(CenterText(context, TextOf(self), width, fill));
    }

    private static Value Justify(
        CallContext context,
        string name,
        in Value self,
        Arguments arguments,
        Func<long, (long Left, long Right)> place
    )
    {
        var (width, fill) = BindPad(name, arguments);
        var text = TextOf(self);
        var (left, right) = place(Math.Max(0, width - CodePoints.Count(text)));
        return Value.From(Pad(context, text, left, right, fill));
    }

    private static (long Width, string Fill) BindPad(string name, in Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", name, 1, 2);
        var width = MethodArguments.Index(arguments[0]);
        if (arguments.PositionalCount < 2)
        {
            return (width, " ");
        }
        var fill =
            arguments[1].Reference as string
            ?? throw PythonError.Type($"The fill character must be a unicode character, not {MethodArguments.Shown(arguments[1])}");
        return CodePoints.Count(fill) == 1
            ? (width, fill)
            : throw PythonError.Type("The fill character must be exactly one character long");
    }

    private static Value ZFill(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "zfill", 1, 1);
        var width = MethodArguments.Index(arguments[0]);
        var text = TextOf(self);
        var missing = width - CodePoints.Count(text);
        if (missing <= 0)
        {
            return Value.From(text);
        }
        context.Reserve(width);
        var signed = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        return Value.From(string.Concat(text.AsSpan(0, signed), new string('0', (int)missing), text.AsSpan(signed)));
    }

    private static Value ExpandTabs(CallContext context, in Value self, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        ExpandTabsSignature.Bind(arguments, slots);
        var size = slots[0].IsMissing ? 8 : MethodArguments.Index(slots[0]);
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer(context.Limits.MaxValueLength);
        long column = 0;
        foreach (var point in CodePoints.ToArray(TextOf(self)))
        {
            if (point == '\t')
            {
                var spaces = size > 0 ? size - (column % size) : 0;
                context.Reserve(buffer.Length + spaces);
                buffer.Append(' ', (int)spaces);
                column += spaces;
                continue;
            }
            column = point is '\n' or '\r' ? 0 : column + 1;
            buffer.Append(CodePoints.ToText(point));
        }
        return Value.From(buffer.ToString());
    }

    private static Value Translate(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "translate", 1, 1);
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer(context.Limits.MaxValueLength);
        foreach (var point in CodePoints.ToArray(TextOf(self)))
        {
            if (!Operators.TryGetItem(context, arguments[0], Value.From(point), out var mapped))
            {
                buffer.Append(CodePoints.ToText(point));
            }
            else if (mapped.TryGetInt64(out var code))
            {
                buffer.Append(
                    code is >= 0 and < 0x110000
                        ? CodePoints.ToText((int)code)
                        : throw PythonError.Value("character mapping must be in range(0x110000)")
                );
            }
            else if (mapped.Reference is string text)
            {
                buffer.Append(text);
            }
            else if (!mapped.IsNone)
            {
                throw PythonError.Type("character mapping must return integer, None or str");
            }
        }
        return Value.From(buffer.ToString());
    }

    private static Value MakeTrans(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "maketrans", 1, 3);
        var result = new JinjaDict();
        if (arguments.PositionalCount == 1)
        {
            var source =
                arguments[0].Reference as JinjaDict
                ?? throw PythonError.Type("if you give only one argument to maketrans it must be a dict");
            foreach (var (key, value) in source)
            {
                result.Set(key.Reference is string text ? Value.From(OnePoint(text)) : key, value);
            }
            return Value.From(result);
        }
        var from = CodePoints.ToArray(
            arguments[0].Reference as string
                ?? throw PythonError.Type("first maketrans argument must be a string if there is a second argument")
        );
        var to = CodePoints.ToArray(MethodArguments.Text(arguments[1], "maketrans", 2));
        if (from.Length != to.Length)
        {
            throw PythonError.Value("the first two maketrans arguments must have equal length");
        }
        for (var i = 0; i < from.Length; i++)
        {
            result.Set(Value.From(from[i]), Value.From(to[i]));
        }
        if (arguments.PositionalCount == 3)
        {
            foreach (var point in CodePoints.ToArray(MethodArguments.Text(arguments[2], "maketrans", 3)))
            {
                result.Set(Value.From(point), Value.None);
            }
        }
        return Value.From(result);
    }

    private static int OnePoint(string text)
    {
        var points = CodePoints.ToArray(text);
        return points.Length == 1 ? points[0] : throw PythonError.Value("string keys in translate table must be of length 1");
    }

    private static Value Encode(CallContext context, in Value self, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        EncodeSignature.Bind(arguments, slots);
        var encoding = slots[0].IsMissing ? "utf-8" : MethodArguments.Text(slots[0], "encode", 0);
        var errors = slots[1].IsMissing ? "strict" : MethodArguments.Text(slots[1], "encode", 0);
        return Value.From(TextEncodings.Encode(TextOf(self), encoding, errors));
    }

    private static Value Format(CallContext context, in Value self, Arguments arguments) => StrFormat.Apply(context, self, arguments);

    private static Value FormatMap(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "str", "format_map", 1, 1);
        return StrFormat.ApplyMap(context, self, arguments[0]);
    }
}
