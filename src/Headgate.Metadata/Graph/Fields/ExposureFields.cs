using System.Text.Json;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>How what an exposure shows fares: everything upstream of it.</summary>
internal static class ExposureFields
{
    private static readonly string[] Order = ["Pass", "Skipped", "Unknown", "Warn", "Error"];

    public static Dictionary<string, Func<GraphNode, object?>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["freshnessStatus"] = n => Freshness(n) is { Count: > 0 } all ? all.MaxBy(status => Array.IndexOf(Order, status)) : "Unknown",
            ["quality"] = n => Quality(n),
            ["healthIssues"] = n => Issues(n),
            ["maxSnapshottedAt"] = n => Sources(n).Max(source => source.Freshness?.SnapshottedAt),
            ["upstreamStats"] = n => Stats(n),
        };

    private static IEnumerable<ViewNode> Sources(GraphNode node) => node.In.Ancestors(node.Node.Id).Where(n => n.Kind == "Source");

    private static List<string> Freshness(GraphNode node) =>
        [.. Sources(node).Select(source => ExecutionFields.FreshnessStatus(source.Freshness)).OfType<string>()];

    private static IEnumerable<string?> Tests(GraphNode node) =>
        node.In.Ancestors(node.Node.Id).SelectMany(n => node.In.Tests(n.Id)).DistinctBy(t => t.Id).Select(t => t.Execution?.Status);

    private static string Quality(GraphNode node) =>
        RelationFields.Worst(Tests(node)) switch
        {
            null => "Unknown",
            "error" or "fail" => "Error",
            "warn" => "Warn",
            _ => "Pass",
        };

    private static List<string> Issues(GraphNode node)
    {
        var (issues, fresh, tests) = (new List<string>(), Freshness(node), Tests(node).ToHashSet());
        void Add(bool holds, string issue)
        {
            if (holds)
            {
                issues.Add(issue);
            }
        }
        Add(fresh.Contains("Warn"), "CautionUpstreamSources");
        Add(fresh.Contains("Error"), "DegradedUpstreamSources");
        Add(tests.Contains("fail") || tests.Contains("error"), "FailedTestUpstreamModels");
        Add(tests.Contains("warn"), "WarnedTestUpstreamModels");
        Add(node.In.Ancestors(node.Node.Id).Any(n => n is { Kind: "Model", Execution.Status: "error" }), "LastRunFailedUpstreamModels");
        return issues;
    }

    private static JsonElement Stats(GraphNode node) =>
        JsonSerializer.SerializeToElement(
            node.In.Ancestors(node.Node.Id).GroupBy(n => n.Outline.ResourceType).ToDictionary(g => g.Key, g => g.Count()),
            GraphJson.Default.DictionaryStringInt32
        );
}
