namespace Headgate.Metrics;

/// <summary>The names that are nearest to one that does not exist.</summary>
internal static class Suggestions
{
    private const int Most = 6;

    public static IReadOnlyList<string> For(string asked, IEnumerable<string> known) =>
        [
            .. known
                .Select(name => (Name: name, Distance: Distance(asked, name)))
                .OrderBy(one => one.Distance)
                .ThenBy(one => one.Name, StringComparer.Ordinal)
                .Take(Most)
                .Select(one => one.Name),
        ];

    /// <summary>Edits that make one of the other, in units of the longer one, less what words they share.</summary>
    private static double Distance(string a, string b)
    {
        if (a.Length > 200)
        {
            return 1;
        }
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }
            previous = current;
        }
        var shared = a.Split('_').Intersect(b.Split('_'), StringComparer.Ordinal).Count(word => word.Length > 2);
        return ((double)previous[b.Length] / Math.Max(Math.Max(a.Length, b.Length), 1)) - (0.2 * shared);
    }
}
