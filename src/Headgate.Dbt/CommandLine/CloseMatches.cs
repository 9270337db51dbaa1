namespace Headgate.Dbt.CommandLine;

/// <summary>Finds spellings that resemble a misspelt one, by the measure that dbt's users know from its messages.</summary>
internal static class CloseMatches
{
    private const double Threshold = 0.6;
    private const int Most = 3;

    /// <summary>The hint behind "No such option", with a leading blank; empty where nothing is close.</summary>
    public static string Hint(string name, IEnumerable<string> spellings)
    {
        var close = spellings
            .Where(s => s.StartsWith("--", StringComparison.Ordinal))
            .Select(s => (Spelling: s, Ratio: Ratio(s, name)))
            .Where(m => m.Ratio >= Threshold)
            .OrderByDescending(m => m.Ratio)
            .ThenByDescending(m => m.Spelling, StringComparer.Ordinal)
            .Take(Most)
            .Select(m => m.Spelling)
            .Order(StringComparer.Ordinal)
            .ToList();
        return close.Count switch
        {
            0 => "",
            1 => $" Did you mean {close[0]}?",
            _ => $" (Possible options: {string.Join(", ", close)})",
        };
    }

    /// <summary>Twice the letters in matching blocks, over all letters (Ratcliff and Obershelp).</summary>
    public static double Ratio(string left, string right) =>
        left.Length + right.Length == 0 ? 1 : 2.0 * Matching(left, right) / (left.Length + right.Length);

    private static int Matching(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var (atLeft, atRight, length) = LongestBlock(left, right);
        return length == 0
            ? 0
            : length + Matching(left[..atLeft], right[..atRight]) + Matching(left[(atLeft + length)..], right[(atRight + length)..]);
    }

    private static (int AtLeft, int AtRight, int Length) LongestBlock(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var best = (AtLeft: 0, AtRight: 0, Length: 0);
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                var length = left[i..].CommonPrefixLength(right[j..]);
                if (length > best.Length)
                {
                    best = (i, j, length);
                }
            }
        }
        return best;
    }
}
