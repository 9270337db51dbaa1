using System.Text.RegularExpressions;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins;

/// <summary>Finds web and mail addresses in escaped text and makes links of them.</summary>
internal sealed class LinkFinder
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex WebAddress = new(
        @"^((https?://|www\.)(([\w%-]+\.)+)?([a-z]{2,63}|xn--[\w%]{2,59})"
            + @"|([\w%-]{2,63}\.)+(com|net|int|edu|gov|org|info|mil)"
            + @"|https?://(\d{1,3}(\.\d{1,3}){3}|\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\]))"
            + @"(:\d{1,5})?([/?#]\S*)?$",
        Linear | RegexOptions.IgnoreCase
    );

    private static readonly Regex MailAddress = new(@"^\S+@\w[\w.-]*\.\w+$", Linear);
    private static readonly Regex Scheme = new(@"^[\w.+-]{2,}:/{0,2}$", Linear);

    private readonly Value _limit;
    private readonly string _attributes;
    private readonly List<string> _schemes;

    public LinkFinder(in Value limit, string? rel, string? target, List<string> schemes)
    {
        _limit = limit;
        _schemes = schemes;
        _attributes =
            (string.IsNullOrEmpty(rel) ? "" : $" rel=\"{HtmlText.Escape(rel)}\"")
            + (string.IsNullOrEmpty(target) ? "" : $" target=\"{HtmlText.Escape(target)}\"");
    }

    public static bool IsScheme(string text) => Scheme.IsMatch(text);

    public string Run(string text)
    {
        using var buffer = new TextBuffer();
        for (var start = 0; start < text.Length; )
        {
            var space = CharacterClasses.IsSpace(text[start]);
            var end = start;
            while (end < text.Length && CharacterClasses.IsSpace(text[end]) == space)
            {
                end++;
            }
            if (space)
            {
                buffer.Append(text.AsSpan(start, end - start));
            }
            else
            {
                Word(buffer, text[start..end]);
            }
            start = end;
        }
        return buffer.ToString();
    }

    private void Word(TextBuffer buffer, string word)
    {
        var first = HeadLength(word);
        var last = word.Length - TailLength(word, first);
        var middle = word[first..last];
        var tail = word[last..];
        Balance(ref middle, ref tail, "(", ")");
        Balance(ref middle, ref tail, "<", ">");
        Balance(ref middle, ref tail, "&lt;", "&gt;");
        buffer.Append(word.AsSpan(0, first));
        buffer.Append(Linked(middle));
        buffer.Append(tail);
    }

    private static int HeadLength(string word)
    {
        var length = 0;
        while (length < word.Length)
        {
            if (word[length] is '(' or '<')
            {
                length++;
            }
            else if (string.CompareOrdinal(word, length, "&lt;", 0, 4) == 0)
            {
                length += 4;
            }
            else
            {
                break;
            }
        }
        return length;
    }

    private static int TailLength(string word, int from)
    {
        var end = word.Length;
        while (end > from)
        {
            if (word[end - 1] is ')' or '>' or '.' or ',')
            {
                end--;
            }
            else if (end - from >= 4 && string.CompareOrdinal(word, end - 4, "&gt;", 0, 4) == 0)
            {
                end -= 4;
            }
            else
            {
                break;
            }
        }
        return word.Length - end;
    }

    /// <summary>Takes closing brackets back from the tail where the address opens more than it closes.</summary>
    private static void Balance(ref string middle, ref string tail, string open, string close)
    {
        var opened = Occurrences(middle, open);
        if (opened <= Occurrences(middle, close))
        {
            return;
        }
        for (var moves = Math.Min(opened, Occurrences(tail, close)); moves > 0; moves--)
        {
            var end = tail.IndexOf(close, StringComparison.Ordinal) + close.Length;
            middle += tail[..end];
            tail = tail[end..];
        }
    }

    private static int Occurrences(string text, string part) => StrMethods.SplitText(text, part, -1).Count - 1;

    private string Linked(string address)
    {
        if (WebAddress.IsMatch(address))
        {
            var absolute =
                address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal);
            return $"<a href=\"{(absolute ? "" : "https://")}{address}\"{_attributes}>{Trimmed(address)}</a>";
        }
        if (address.StartsWith("mailto:", StringComparison.Ordinal) && MailAddress.IsMatch(address[7..]))
        {
            return $"<a href=\"{address}\">{address[7..]}</a>";
        }
        if (
            address.Contains('@')
            && !address.StartsWith("www.", StringComparison.Ordinal)
            && !address.Contains(':')
            && MailAddress.IsMatch(address)
        )
        {
            return $"<a href=\"mailto:{address}\">{address}</a>";
        }
        foreach (var scheme in _schemes)
        {
            if (address != scheme && address.StartsWith(scheme, StringComparison.Ordinal))
            {
                return $"<a href=\"{address}\"{_attributes}>{address}</a>";
            }
        }
        return address;
    }

    /// <summary>What is no integer is an error only where there is a link to be cut.</summary>
    private string Trimmed(string text)
    {
        if (_limit.IsMissing || _limit.IsNone)
        {
            return text;
        }
        var limit = MethodArguments.Index(_limit);
        return CodePoints.Count(text) > limit ? text[..CodePoints.OffsetOf(text, (int)Math.Max(0, limit))] + "..." : text;
    }
}
