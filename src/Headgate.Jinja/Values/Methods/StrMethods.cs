using System.Collections.Frozen;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's str.</summary>
internal static partial class StrMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["upper"] = Plain("upper", CaseMapping.Upper),
        ["lower"] = Plain("lower", CaseMapping.Lower),
        ["title"] = Plain("title", CaseMapping.Title),
        ["capitalize"] = Plain("capitalize", CaseMapping.Capitalize),
        ["swapcase"] = Plain("swapcase", CaseMapping.SwapCase),
        ["casefold"] = Plain("casefold", CaseMapping.Fold),
        ["strip"] = Strip("strip", true, true),
        ["lstrip"] = Strip("lstrip", true, false),
        ["rstrip"] = Strip("rstrip", false, true),
        ["split"] = Split,
        ["rsplit"] = RSplit,
        ["splitlines"] = SplitLines,
        ["join"] = Join,
        ["replace"] = Replace,
        ["startswith"] = (c, in s, a) => Affix("startswith", s, a, StartsAt),
        ["endswith"] = (c, in s, a) => Affix("endswith", s, a, EndsAt),
        ["find"] = (c, in s, a) => Value.From(Find("find", s, a, false)),
        ["rfind"] = (c, in s, a) => Value.From(Find("rfind", s, a, true)),
        ["index"] = (c, in s, a) => Index("index", s, a, false),
        ["rindex"] = (c, in s, a) => Index("rindex", s, a, true),
        ["count"] = Count,
        ["zfill"] = ZFill,
        ["ljust"] = (c, in s, a) => Justify(c, "ljust", s, a, static pad => (0, pad)),
        ["rjust"] = (c, in s, a) => Justify(c, "rjust", s, a, static pad => (pad, 0)),
        ["center"] = Center,
        ["partition"] = (c, in s, a) => Partition("partition", s, a, false),
        ["rpartition"] = (c, in s, a) => Partition("rpartition", s, a, true),
        ["removeprefix"] = RemovePrefix,
        ["removesuffix"] = RemoveSuffix,
        ["expandtabs"] = ExpandTabs,
        ["translate"] = Translate,
        ["maketrans"] = MakeTrans,
        ["encode"] = Encode,
        ["format"] = Format,
        ["format_map"] = FormatMap,
        ["isalpha"] = Every("isalpha", CharacterClasses.IsAlpha),
        ["isalnum"] = Every("isalnum", CharacterClasses.IsAlphanumeric),
        ["isdecimal"] = Every("isdecimal", CharacterClasses.IsDecimal),
        ["isdigit"] = Every("isdigit", CharacterClasses.IsDigit),
        ["isnumeric"] = Every("isnumeric", CharacterClasses.IsNumeric),
        ["isspace"] = Every("isspace", CharacterClasses.IsSpace),
        ["isascii"] = Ask("isascii", text => !text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f')),
        ["isprintable"] = Ask("isprintable", text => Array.TrueForAll(CodePoints.ToArray(text), StringRepr.IsPrintable)),
        ["isidentifier"] = Ask("isidentifier", IsIdentifier),
        ["islower"] = Ask("islower", IsLower),
        ["isupper"] = Ask("isupper", IsUpper),
        ["istitle"] = Ask("istitle", IsTitle),
    }.ToFrozenDictionary();

    /// <summary>The same as the method upper of a str or Markup.</summary>
    public static Value Map(in Value self, Func<string, string> map)
    {
        var result = map((string)self.Reference!);
        return self.IsSafe ? Value.SafeString(result) : Value.From(result);
    }

    public static bool IsLower(string text)
    {
        var cased = false;
        foreach (var point in CodePoints.ToArray(text))
        {
            if (CharacterClasses.IsUpper(point) || CharacterClasses.IsTitle(point))
            {
                return false;
            }
            cased |= CharacterClasses.IsLower(point);
        }
        return cased;
    }

    public static bool IsUpper(string text)
    {
        var cased = false;
        foreach (var point in CodePoints.ToArray(text))
        {
            if (CharacterClasses.IsLower(point) || CharacterClasses.IsTitle(point))
            {
                return false;
            }
            cased |= CharacterClasses.IsUpper(point);
        }
        return cased;
    }

    private static bool IsTitle(string text)
    {
        var cased = false;
        var inside = false;
        foreach (var point in CodePoints.ToArray(text))
        {
            if (CharacterClasses.IsUpper(point) || CharacterClasses.IsTitle(point))
            {
                if (inside)
                {
                    return false;
                }
                inside = cased = true;
            }
            else if (CharacterClasses.IsLower(point))
            {
                if (!inside)
                {
                    return false;
                }
                cased = true;
            }
            else
            {
                inside = false;
            }
        }
        return cased;
    }

    private static bool IsIdentifier(string text)
    {
        var points = CodePoints.ToArray(text);
        return points.Length > 0
            && CharacterClasses.IsIdentifierStart(points[0])
            && Array.TrueForAll(points, CharacterClasses.IsIdentifierPart);
    }

    private static string TextOf(in Value self) => (string)self.Reference!;

    private static PythonMethod Plain(string name, Func<string, string> map) =>
        (context, in self, arguments) =>
        {
            MethodArguments.None(arguments, "str", name);
            return Value.From(map(TextOf(self)));
        };

    private static PythonMethod Ask(string name, Func<string, bool> ask) =>
        (context, in self, arguments) =>
        {
            MethodArguments.None(arguments, "str", name);
            return Value.From(ask(TextOf(self)));
        };

    private static PythonMethod Every(string name, Func<int, bool> ask) =>
        Ask(
            name,
            text =>
            {
                for (var i = 0; i < text.Length; i += CodePoints.UnitsAt(text, i))
                {
                    if (!ask(CodePoints.At(text, i)))
                    {
                        return false;
                    }
                }
                return text.Length > 0;
            }
        );
}
