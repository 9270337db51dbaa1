namespace Headgate.Dbt.Parsing.Macros;

/// <summary>
/// Finds the calls in the code of a template without compiling it. Text outside <c>{{ }}</c> and <c>{% %}</c>, comments and strings do not count.
/// </summary>
internal static class CallScanner
{
    /// <summary>The calls in order.</summary>
    public static IEnumerable<MacroCall> Scan(string template)
    {
        var at = 0;
        while (at < template.Length && (at = template.IndexOf('{', at)) >= 0 && at + 1 < template.Length)
        {
            var kind = template[at + 1];
            if (kind == '#')
            {
                var end = template.IndexOf("#}", at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    yield break;
                }
                at = end + 2;
            }
            else if (kind is '{' or '%')
            {
                var close = kind == '{' ? "}}" : "%}";
                at += 2;
                while (at < template.Length && string.CompareOrdinal(template, at, close, 0, 2) != 0)
                {
                    var start = at;
                    if (Next(template, ref at) is { } call && !IsFilterOrTest(template, start))
                    {
                        yield return call;
                    }
                }

                at += 2;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>Takes one string, name or character; gives the call that a name begins.</summary>
    private static MacroCall? Next(string text, ref int at)
    {
        if (text[at] is '\'' or '"')
        {
            ReadString(text, ref at);
            return null;
        }

        if (!IsNameStart(text[at]))
        {
            // Digits belong to no name, and a dot before a name makes it an attribute of what stands before.
            var isAttribute = text[at] == '.';
            at++;
            if (isAttribute && at < text.Length && IsNameStart(text[at]))
            {
                ReadName(text, ref at);
            }
            return null;
        }

        var first = ReadName(text, ref at);
        string? second = null;
        if (at + 1 < text.Length && text[at] == '.' && IsNameStart(text[at + 1]))
        {
            at++;
            second = ReadName(text, ref at);
        }

        var open = at;
        SkipBlanks(text, ref open);
        if (open >= text.Length || text[open] != '(')
        {
            return null;
        }
        at = open + 1;
        var texts = second == "dispatch" && first == "adapter" ? Texts(text, at) : [];
        return second is null ? new MacroCall(null, first, texts) : new MacroCall(first, second, texts);
    }

    /// <summary>Whether a name follows a bar or the word <c>is</c>: filters and tests are no macros.</summary>
    private static bool IsFilterOrTest(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        if (before.Length == 0 || before[^1] == '|')
        {
            return before.Length > 0;
        }
        if (before.EndsWith(" not"))
        {
            before = before[..^4].TrimEnd();
        }
        return before.EndsWith(" is");
    }

    /// <summary>Leading constant texts of a list of arguments, with or without keyword.</summary>
    private static List<string> Texts(string text, int at)
    {
        var texts = new List<string>();
        while (at < text.Length)
        {
            SkipBlanks(text, ref at);
            var keyword = at;
            if (keyword < text.Length && IsNameStart(text[keyword]))
            {
                ReadName(text, ref keyword);
                SkipBlanks(text, ref keyword);
                if (keyword < text.Length && text[keyword] == '=')
                {
                    at = keyword + 1;
                    SkipBlanks(text, ref at);
                }
            }

            if (at >= text.Length || text[at] is not ('\'' or '"'))
            {
                break;
            }
            texts.Add(ReadString(text, ref at));
            SkipBlanks(text, ref at);
            if (at >= text.Length || text[at] != ',')
            {
                break;
            }
            at++;
        }

        return texts;
    }

    private static bool IsNameStart(char letter) => char.IsLetter(letter) || letter == '_';

    private static string ReadName(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        return text[start..at];
    }

    private static string ReadString(string text, ref int at)
    {
        var start = at + 1;
        var quote = text[at++];
        while (at < text.Length && text[at] != quote)
        {
            at += text[at] == '\\' ? 2 : 1;
        }
        var end = Math.Min(at, text.Length);
        at = end + 1;
        return text[Math.Min(start, end)..end];
    }

    private static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }
}
