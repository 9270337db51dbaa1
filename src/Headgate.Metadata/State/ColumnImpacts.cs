using Headgate.Metadata.Columns;

namespace Headgate.Metadata.State;

/// <summary>What a change of a column reaches: everything that is made of it, whose rows it decides about, or that reads what is reached without its columns being known.</summary>
internal static class ColumnImpacts
{
    /// <summary>What a change reaches, nearest first.</summary>
    /// <param name="graph">The nodes.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="node">The node.</param>
    /// <param name="column">Its column; null for the whole node.</param>
    public static IReadOnlyList<ImpactedNode> Of(StateGraph graph, ColumnGraph columns, string node, string? column)
    {
        var (reached, queue) = (
            new Dictionary<string, ImpactedNode>(StringComparer.Ordinal),
            new Queue<(string Node, string? Column, int Depth)>()
        );
        var seen = new HashSet<(string, string?)>();

        void Reach(string id, string? through, string way, int depth, bool goesOn = true)
        {
            if (id == node)
            {
                return;
            }
            if (!reached.TryGetValue(id, out var impact))
            {
                reached[id] = impact = new ImpactedNode(id, depth);
            }
            impact.Ways.Add(way);
            if (through is not null)
            {
                impact.Columns.Add(through);
            }
            if (goesOn)
            {
                queue.Enqueue((id, through, depth));
            }
        }

        queue.Enqueue((node, column, 0));
        while (queue.TryDequeue(out var at))
        {
            if (!seen.Add((at.Node, at.Column?.ToLowerInvariant())))
            {
                continue;
            }
            foreach (var edge in at.Column is { } name ? columns.Children(at.Node, name) : [])
            {
                Reach(edge.Node, edge.Column, Word(edge.Use), at.Depth + 1);
            }
            foreach (var edge in at.Column is { } name ? columns.Rows(at.Node, name) : [])
            {
                Reach(edge.Node, null, "rows", at.Depth + 1);
            }
            foreach (var child in graph.Children(at.Node))
            {
                if (Reads(columns, child, at) is { } way)
                {
                    // Whoever reads an ephemeral model has its code within, and is reached by its own columns.
                    Reach(child.Id, null, way, at.Depth + 1, goesOn: at.Column is null || child.Outline.Materialized != "ephemeral");
                }
            }
        }
        return [.. reached.Values.OrderBy(impact => impact.Depth).ThenBy(impact => impact.Node, StringComparer.Ordinal)];
    }

    /// <summary>A use as answers have it.</summary>
    public static string Word(ColumnUse use) => use.ToString().ToLowerInvariant();

    /// <summary>How a node that reads another is reached beside what its columns say; null where it is not.</summary>
    private static string? Reads(ColumnGraph columns, ViewNode child, (string Node, string? Column, int Depth) at) =>
        child.Kind == "Test"
            ? child.Outline.ColumnName is { } tested && at.Column is { } name && !tested.Equals(name, StringComparison.OrdinalIgnoreCase)
                ? null
                : "reads"
            : child.Outline.Materialized == "ephemeral"
                ? "reads"
                : columns.Query(child.Id) is not { Why: null }
                    ? "reads"
                    // With other rows below, each that reads them may have other rows.
                    : at.Column is null
                        ? "rows"
                        : null;
}
