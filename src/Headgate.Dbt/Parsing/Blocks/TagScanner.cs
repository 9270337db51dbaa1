namespace Headgate.Dbt.Parsing.Blocks;

/// <summary>Walks over a template and gives its statement tags; expressions, comments, strings and raw parts hide what is inside them.</summary>
internal static class TagScanner
{
    public static IEnumerable<Tag> Scan(string text)
    {
        var at = 0;
        while (true)
        {
            var open = text.IndexOf('{', at);
            if (open < 0 || open + 1 >= text.Length)
            {
                yield break;
            }
            switch (text[open + 1])
            {
                case '#':
                    var commentEnd = text.IndexOf("#}", open + 2, StringComparison.Ordinal);
                    at = commentEnd < 0 ? throw Unclosed("a comment") : commentEnd + 2;
                    break;
                case '{':
                    // An unclosed expression is told with its place when the template is compiled.
                    at = AfterClose(text, open + 2, '}', '}') ?? text.Length;
                    break;
                case '%':
                    if (AfterClose(text, open + 2, '%', '}') is not { } end)
                    {
                        yield break;
                    }
                    var tag = Read(text, open, end);
                    yield return tag;
                    at = tag.Name == "raw" ? AfterRaw(text, end) : end;
                    break;
                default:
                    at = open + 1;
                    break;
            }
        }
    }

    private static Tag Read(string text, int start, int end)
    {
        var from = start + 2;
        if (text[from] is '-' or '+')
        {
            from++;
        }
        var to = end - 2;
        if (to > from && text[to - 1] is '-' or '+')
        {
            to--;
        }
        var inside = text[from..Math.Max(from, to)].Trim();
        var length = 0;
        while (length < inside.Length && (char.IsLetterOrDigit(inside[length]) || inside[length] == '_'))
        {
            length++;
        }
        return new Tag(inside[..length], inside[length..].Trim(), start, end);
    }

    private static int AfterRaw(string text, int from)
    {
        for (
            var open = text.IndexOf("{%", from, StringComparison.Ordinal);
            open >= 0;
            open = text.IndexOf("{%", open + 2, StringComparison.Ordinal)
        )
        {
            if (AfterClose(text, open + 2, '%', '}') is { } end && Read(text, open, end).Name == "endraw")
            {
                return end;
            }
        }
        return text.Length;
    }

    /// <summary>Position after two closing characters that stand outside strings, or null.</summary>
    private static int? AfterClose(string text, int from, char first, char second)
    {
        for (var i = from; i + 1 < text.Length; i++)
        {
            if (text[i] is '\'' or '"')
            {
                var end = AfterString(text, i);
                if (end < 0)
                {
                    return null;
                }
                i = end - 1;
            }
            else if (text[i] == first && text[i + 1] == second)
            {
                // In "}}}" the expression ends with a dict: its brace comes first.
                while (first == '}' && i + 2 < text.Length && text[i + 2] == '}')
                {
                    i++;
                }
                return i + 2;
            }
        }

        return null;
    }

    private static int AfterString(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[open])
            {
                return i + 1;
            }
        }
        return -1;
    }

    private static DbtException Unclosed(string what) =>
        new(DbtErrorKind.Compilation, $"Reached EOF without finding a close tag for {what}");
}
