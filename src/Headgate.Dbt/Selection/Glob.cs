namespace Headgate.Dbt.Selection;

/// <summary>Shell patterns over whole texts: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>. A slash or dot is a letter like others.</summary>
internal static class Glob
{
    /// <summary>Does the text match the pattern? Case counts.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int at = 0,
            in_ = 0,
            starIn = -1,
            starAt = 0;
        while (at < text.Length)
        {
            if (in_ < pattern.Length && pattern[in_] == '*')
            {
                starIn = in_++;
                starAt = at;
            }
            else if (in_ < pattern.Length && MatchesOne(text[at], pattern[in_..], out var length))
            {
                at++;
                in_ += length;
            }
            else if (starIn >= 0)
            {
                in_ = starIn + 1;
                at = ++starAt;
            }
            else
            {
                return false;
            }
        }
        return pattern[in_..].TrimStart('*').IsEmpty;
    }

    /// <summary>Has the pattern any sign that is not itself?</summary>
    public static bool IsPattern(ReadOnlySpan<char> pattern) => pattern.IndexOfAny("*?[]") >= 0;

    private static bool MatchesOne(char letter, ReadOnlySpan<char> pattern, out int length)
    {
        length = 1;
        if (pattern[0] == '?')
        {
            return true;
        }
        if (pattern[0] != '[')
        {
            return pattern[0] == letter;
        }
        var negated = pattern.Length > 1 && pattern[1] == '!';
        var start = negated ? 2 : 1;
        var end = start < pattern.Length ? pattern[(start + 1)..].IndexOf(']') : -1;
        if (end < 0)
        {
            return letter == '[';
        }
        end += start + 1;
        length = end + 1;
        return IsAmong(letter, pattern[start..end]) != negated;
    }

    private static bool IsAmong(char letter, ReadOnlySpan<char> set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (set[i] <= letter && letter <= set[i + 2])
                {
                    return true;
                }
                i += 2;
            }
            else if (set[i] == letter)
            {
                return true;
            }
        }
        return false;
    }
}
