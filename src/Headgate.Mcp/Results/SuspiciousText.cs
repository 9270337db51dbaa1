using System.Text.RegularExpressions;

namespace Headgate.Mcp.Results;

/// <summary>
/// Signs that a text of a project or a log speaks to the model that reads it, for the record. Nothing depends on it: what it misses is data all the same, and what it
/// finds is delivered.
/// </summary>
internal static partial class SuspiciousText
{
    /// <summary>What was found, in words for the record; null for nothing.</summary>
    public static string? Of(string text, bool hadHidden)
    {
        List<string> found = [];
        if (hadHidden)
        {
            found.Add("hidden-text: characters that nobody sees, written out");
        }
        if (Orders().IsMatch(text))
        {
            found.Add("suspicious-text: words that speak to a model");
        }
        if (Image().IsMatch(text))
        {
            found.Add("external-link: a picture from an address outside");
        }
        return found.Count == 0 ? null : $"the answer held {string.Join("; ", found)}";
    }

    [GeneratedRegex(
        @"(ignore|disregard|forget|override) (all |any |every |your |the |these |those |my |previous |prior |above |earlier )+(instruction|rule|prompt|direction|guideline)|you are now |system prompt\b|</?(tool_result|system|function_results|antml|assistant)|\bcall (the )?(tool )?(trigger_job_run|retry_job_run|cancel_job_run)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Orders();

    [GeneratedRegex(
        @"!\[[^\]]{0,500}\]\(\s*https?:",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Image();
}
