using System.Text.RegularExpressions;

namespace Headgate.Metrics.Items;

/// <summary>What of templates a condition from outside may hold: calls of the four names, and nothing that decides or repeats.</summary>
internal static partial class OutsideTemplates
{
    /// <summary>Why a template is not taken; null where it is.</summary>
    public static string? WhyNot(string template) =>
        template.Contains("{%", StringComparison.Ordinal) || template.Contains("{#", StringComparison.Ordinal)
            ? "templates of conditions have no statements and no comments"
        : Opening().Count(template) != Call().Count(template) ? "templates of conditions name Dimension, TimeDimension, Entity or Metric"
        : null;

    [GeneratedRegex(@"\{\{", RegexOptions.NonBacktracking)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\{\{-?\s*(Dimension|TimeDimension|Entity|Metric)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Call();
}
