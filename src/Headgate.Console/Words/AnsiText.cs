namespace Headgate.WebConsole.Words;

/// <summary>
/// A log's text without its escape codes: colours become names of classes, everything else that a terminal would obey is left out. What is left is text, which a page
/// escapes as any other.
/// </summary>
public static class AnsiText
{
    private const char Escape = '\x1b';

    /// <summary>The stretches of a text, each with the class of its colour; null for none.</summary>
    public static IEnumerable<(string Text, string? Tone)> Of(string text)
    {
        string? tone = null;
        var (start, i) = (0, 0);
        while (i < text.Length)
        {
            if (text[i] != Escape && !IsControl(text[i]))
            {
                i++;
                continue;
            }
            if (i > start)
            {
                yield return (text[start..i], tone);
            }
            var next = text[i] == Escape ? End(text, i) : i + 1;
            if (text[i] == Escape && next - i > 2 && text[i + 1] == '[' && text[next - 1] == 'm')
            {
                tone = ToneOf(text.AsSpan(i + 2, next - i - 3));
            }
            (start, i) = (next, next);
        }
        if (i > start)
        {
            yield return (text[start..i], tone);
        }
    }

    private static bool IsControl(char c) => (c < ' ' && c is not ('\n' or '\t')) || c is >= '\x7f' and <= '\x9f';

    /// <summary>Where a sequence ends: one of control (CSI) at its letter, one of the system (OSC) at its bell or terminator, another after one character.</summary>
    private static int End(string text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return text.Length;
        }
        var i = at + 2;
        switch (text[at + 1])
        {
            case '[':
                while (i < text.Length && text[i] is >= ' ' and <= '?')
                {
                    i++;
                }
                return Math.Min(i + 1, text.Length);
            case ']':
                while (i < text.Length && text[i] is not ('\a' or '\n') && text[i] != Escape)
                {
                    i++;
                }
                return i >= text.Length || text[i] == '\n' ? i : Math.Min(text[i] == Escape ? i + 2 : i + 1, text.Length);
            default:
                return i;
        }
    }

    private static string? ToneOf(ReadOnlySpan<char> codes) =>
        codes switch
        {
            "31" or "1;31" or "91" => "deny",
            "32" or "1;32" or "92" => "allow",
            "33" or "1;33" or "93" => "ask",
            "34" or "36" or "94" or "96" => "run",
            _ => null,
        };
}
