using System.Collections.Frozen;
using System.Net;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Methods;

/// <summary>
/// What markupsafe's Markup does differently from str: str arguments are escaped first, and the result is safe again. Methods that are not
/// here are those of str.
/// </summary>
internal static class MarkupMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = Create();

    private static FrozenDictionary<string, PythonMethod> Create()
    {
        var table = new Dictionary<string, PythonMethod>();
        string[] wrapped =
        [
            "capitalize",
            "title",
            "lower",
            "upper",
            "replace",
            "ljust",
            "rjust",
            "lstrip",
            "rstrip",
            "center",
            "strip",
            "translate",
            "expandtabs",
            "swapcase",
            "zfill",
        ];
        foreach (var name in wrapped)
        {
            table[name] = Wrap(StrMethods.Table[name]);
        }
        foreach (var name in (string[])["partition", "rpartition"])
        {
            var inner = StrMethods.Table[name];
            table[name] = (context, in self, arguments) => inner(context, self, EscapeAll(arguments));
        }
        table["striptags"] = (context, in self, arguments) => Value.From(StripTags((string)self.Reference!));
        table["unescape"] = (context, in self, arguments) => Value.From(WebUtility.HtmlDecode((string)self.Reference!));
        table["escape"] = (context, in self, arguments) =>
            arguments.PositionalCount == 1 && arguments.KeywordCount == 0
                ? Value.SafeString(HtmlText.Escaped(arguments[0]))
                : throw PythonError.Type($"Markup.escape() takes 2 positional arguments but {arguments.Count + 1} were given");
        return table.ToFrozenDictionary();
    }

    /// <summary>Text without comments and tags, with its spaces run together and entities resolved.</summary>
    public static string StripTags(string text)
    {
        var withoutComments = Cut(text, "<!--", "-->");
        var plain = Cut(withoutComments, "<", ">");
        return WebUtility.HtmlDecode(string.Join(' ', StrMethods.SplitText(plain, null, -1)));
    }

    private static string Cut(string text, string open, string close)
    {
        while (true)
        {
            var start = text.IndexOf(open, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(close, start, StringComparison.Ordinal);
            if (end < 0)
            {
                return text;
            }
            text = string.Concat(text.AsSpan(0, start), text.AsSpan(end + close.Length));
        }
    }

    private static PythonMethod Wrap(PythonMethod method) =>
        (context, in self, arguments) =>
        {
            var result = method(context, self, EscapeAll(arguments));
            return Value.SafeString((string)result.Reference!);
        };

    private static Arguments EscapeAll(in Arguments arguments)
    {
        if (arguments.Count == 0)
        {
            return arguments;
        }
        var values = arguments.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].IsString && !values[i].IsSafe)
            {
                values[i] = Value.SafeString(HtmlText.Escape((string)values[i].Reference!));
            }
        }
        return new Arguments(values, arguments.KeywordCount == 0 ? null : arguments.Names.ToArray());
    }
}
