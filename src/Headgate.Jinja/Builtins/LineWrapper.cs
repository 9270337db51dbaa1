using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins;

/// <summary>Python's textwrap.wrap of one paragraph: breaks at spaces, after hyphens and around dashes.</summary>
internal sealed class LineWrapper(long width, bool breakWords, bool breakHyphens)
{
    public List<string> Wrap(string text)
    {
        if (width <= 0)
        {
            throw PythonError.Value($"invalid width {width} (must be > 0)");
        }
        var chunks = new Stack<string>();
        foreach (var chunk in Enumerable.Reverse(Chunks(text)))
        {
            chunks.Push(chunk);
        }
        var lines = new List<string>();
        while (chunks.Count > 0)
        {
            if (lines.Count > 0 && IsBlank(chunks.Peek()))
            {
                chunks.Pop();
            }
            var line = TakeLine(chunks);
            if (line.Count > 0)
            {
                lines.Add(string.Concat(line));
            }
        }
        return lines;
    }

    private List<string> TakeLine(Stack<string> chunks)
    {
        var line = new List<string>();
        long length = 0;
        while (chunks.Count > 0 && length + CodePoints.Count(chunks.Peek()) <= width)
        {
            length += CodePoints.Count(chunks.Peek());
            line.Add(chunks.Pop());
        }
        if (chunks.Count > 0 && CodePoints.Count(chunks.Peek()) > width)
        {
            TakeLongWord(chunks, line, width - length);
        }
        if (line.Count > 0 && IsBlank(line[^1]))
        {
            line.RemoveAt(line.Count - 1);
        }
        return line;
    }

    private void TakeLongWord(Stack<string> chunks, List<string> line, long room)
    {
        if (!breakWords)
        {
            if (line.Count == 0)
            {
                line.Add(chunks.Pop());
            }
            return;
        }
        var word = chunks.Pop();
        var end = CodePoints.OffsetOf(word, (int)room);
        if (breakHyphens && CodePoints.Count(word) > room)
        {
            var hyphen = word.AsSpan(0, end).LastIndexOf('-');
            if (hyphen > 0 && word.AsSpan(0, hyphen).ContainsAnyExcept('-'))
            {
                end = hyphen + 1;
            }
        }
        line.Add(word[..end]);
        chunks.Push(word[end..]);
    }

    private List<string> Chunks(string text)
    {
        var chunks = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var end =
                IsSpace(text[start]) ? EndOf(text, start, IsSpace)
                : breakHyphens ? WordEnd(text, start)
                : EndOf(text, start, c => !IsSpace(c));
            chunks.Add(text[start..end]);
            start = end;
        }
        return chunks;
    }

    private static int WordEnd(string text, int start)
    {
        if (IsDash(text, start, out var dash))
        {
            return dash;
        }
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '-' && BreaksAfterHyphen(text, at))
            {
                return at + 1;
            }
            if (IsSpace(text[at]) || IsDash(text, at, out _))
            {
                return at;
            }
        }
        return text.Length;
    }

    /// <summary>Two or more hyphens between a word and a word.</summary>
    private static bool IsDash(string text, int at, out int end)
    {
        end = at;
        if (
            at == 0
            || text[at] != '-'
            || !(CharacterClasses.IsWord(text[at - 1]) || text[at - 1] is '!' or '"' or '\'' or '&' or '.' or ',' or '?')
        )
        {
            return false;
        }
        end = EndOf(text, at, c => c == '-');
        return end - at >= 2 && end < text.Length && CharacterClasses.IsWord(text[end]);
    }

    private static bool BreaksAfterHyphen(string text, int hyphen)
    {
        var before =
            (IsLetter(text, hyphen - 1) && IsLetter(text, hyphen - 2))
            || (IsLetter(text, hyphen - 1) && hyphen >= 2 && text[hyphen - 2] == '-' && IsLetter(text, hyphen - 3));
        if (!before || !IsLetter(text, hyphen + 1))
        {
            return false;
        }
        return IsLetter(text, hyphen + 2) || (hyphen + 2 < text.Length && text[hyphen + 2] == '-' && IsLetter(text, hyphen + 3));
    }

    private static bool IsLetter(string text, int at) =>
        at >= 0 && at < text.Length && CharacterClasses.IsWord(text[at]) && !CharacterClasses.IsDecimal(text[at]);

    private static bool IsSpace(char c) => c is '\t' or '\n' or '\v' or '\f' or '\r' or ' ';

    private static bool IsBlank(string text) => StrMethods.StripText(text, null, true, true).Length == 0;

    private static int EndOf(string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }
        return end;
    }
}
