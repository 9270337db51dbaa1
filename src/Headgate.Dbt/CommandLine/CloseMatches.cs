using Headgate.Dbt.Faults;

namespace Headgate.Dbt.CommandLine;

/// <summary>Finds spellings that resemble a misspelt one, by the measure that dbt's users know from its messages.</summary>
internal static class CloseMatches
{
    private const int Most = 3;

    /// <summary>The hint behind "No such option", with a leading blank; empty where nothing is close.</summary>
    public static string Hint(string name, IEnumerable<string> spellings)
    {
        var close = spellings
            .Where(s => s.StartsWith("--", StringComparison.Ordinal))
            .Select(s => (Spelling: s, Ratio: CloseNames.Ratio(s, name)))
            .Where(m => m.Ratio >= CloseNames.Threshold)
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
}
