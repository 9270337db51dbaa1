namespace Headgate.Dbt.Faults;

/// <summary>Finds names that resemble a misspelt one, by the measure that dbt's users know from its messages.</summary>
internal static class CloseNames
{
    /// <summary>From here on names resemble each other.</summary>
    public const double Threshold = 0.6;

    /// <summary>Names of other lengths cannot resemble it; those of a large project are not all measured.</summary>
    private const int Longest = 64;

    /// <summary>The name that resembles it most; null where none does.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) =>
        name.Length > Longest
            ? null
            : known
                .Where(other => other.Length <= Longest && Math.Abs(other.Length - name.Length) <= name.Length)
                .Select(other => (Name: other, Ratio: Ratio(other, name)))
                .Where(match => match.Ratio >= Threshold)
                .OrderByDescending(match => match.Ratio)
                .ThenBy(match => match.Name, StringComparer.Ordinal)
                .Select(match => match.Name)
                .FirstOrDefault();

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
