using System.Globalization;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Summary;

/// <summary>What was run, by kind, and how long it took.</summary>
internal static class FinishedLine
{
    /// <summary>The line of the given results.</summary>
    public static string Of(IEnumerable<NodeResult> results, TimeSpan elapsed)
    {
        var counts = results
            .GroupBy(r => Word(r.Node))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key == "test" && g.Count() > 1 ? $"{g.Count()} data tests" : Counted.Of(g.Count(), g.Key));
        return $"Finished running {string.Join(", ", counts)} in {Sentence(elapsed)}.";
    }

    private static string Word(IManifestResource node) =>
        node switch
        {
            ManifestNode { ResourceType: ResourceType.Model } model => $"{model.Materialized} model".Replace('_', ' '),
            { ResourceType: ResourceType.Operation } => "project hook",
            _ => node.ResourceType.Word().Replace('_', ' '),
        };

    private static string Sentence(TimeSpan elapsed)
    {
        var total = elapsed.TotalSeconds;
        var seconds = (total % 60).ToString("0.00", CultureInfo.InvariantCulture);
        return $"{(int)elapsed.TotalHours} hours {elapsed.Minutes} minutes and {seconds} seconds ({total.ToString("0.00", CultureInfo.InvariantCulture)}s)";
    }
}
