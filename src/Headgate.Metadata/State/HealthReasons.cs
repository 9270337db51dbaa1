namespace Headgate.Metadata.State;

/// <summary>Finds why a node is failing or stale: its own run, its tests, its code, a source or something upstream, with the way that leads here.</summary>
internal static class HealthReasons
{
    private const int Most = 100;

    /// <summary>The reasons, those of the node itself first, then the nearest; none where it is well.</summary>
    public static IReadOnlyList<HealthReason> Of(EnvironmentState state, string id)
    {
        var reasons = new List<HealthReason>();
        if (state.Defined.ById.GetValueOrDefault(id) is not { } node)
        {
            return reasons;
        }
        reasons.AddRange(Own(state, node, [id]));
        if (IsChanged(state, node) is { } change)
        {
            reasons.Add(new HealthReason("code-changed", change, id, [id]));
        }
        var ways = new Dictionary<string, string[]>(StringComparer.Ordinal) { [id] = [id] };
        var queue = new Queue<string>([id]);
        while (queue.TryDequeue(out var at) && reasons.Count < Most)
        {
            foreach (var parent in state.Defined.ById.GetValueOrDefault(at)?.Outline.Parents ?? [])
            {
                if (ways.ContainsKey(parent) || state.Defined.ById.GetValueOrDefault(parent) is not { } found)
                {
                    continue;
                }
                ways[parent] = [parent, .. ways[at]];
                queue.Enqueue(parent);
                reasons.AddRange(Own(state, found, ways[parent]).Select(r => r.Kind == "source" ? r : r with { Kind = "upstream" }));
            }
        }
        return reasons;
    }

    private static IEnumerable<HealthReason> Own(EnvironmentState state, ViewNode node, IReadOnlyList<string> way)
    {
        if (node.Kind == "Source" && node.Freshness is { Status: not "pass" } stale)
        {
            var since = stale.MaxLoadedAt is { } at ? $", its newest row is of {at:yyyy-MM-dd HH:mm} UTC" : "";
            yield return new HealthReason(
                "source",
                $"Source {node.Outline.SourceName}.{node.Outline.Name} is not fresh ({stale.Status}){since}.",
                node.Id,
                way
            );
        }
        if (node.Kind != "Test" && node.Execution is { Status: not ("success" or "no-op" or "reused" or "skipped" or "pass") } failed)
        {
            yield return new HealthReason(
                "own-run",
                $"The last run of {node.Outline.Name} ended with {failed.Status}: {Line(failed.Message)}",
                node.Id,
                way
            );
        }
        foreach (var test in state.Defined.Tests(node.Id).Where(t => t.Execution is { Status: "fail" or "error" or "warn" }))
        {
            yield return new HealthReason(
                "own-test",
                $"Test {test.Outline.Name} of {node.Outline.Name} ended with {test.Execution!.Status}: {Line(test.Execution.Message)}",
                test.Id,
                [test.Id, .. way]
            );
        }
    }

    private static string? IsChanged(EnvironmentState state, ViewNode node) =>
        !NodeKinds.IsExecuted(node.Outline.ResourceType) || node.Outline.Materialized == "ephemeral" || node.Kind == "Test" ? null
        : state.Applied.ById.GetValueOrDefault(node.Id) is not { Execution: not null } built
            ? $"{node.Outline.Name} was never run in this environment."
        : built.DefinitionId != node.DefinitionId ? $"{node.Outline.Name} has not been run since its code or configuration changed."
        : null;

    private static string Line(string? message) =>
        message?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..]
            ? first.Length > 300
                ? first[..300] + "…"
                : first
            : "dbt says nothing more";
}
