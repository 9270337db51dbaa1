using Headgate.Metadata.Columns;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>How columns stand in an answer.</summary>
/// <param name="graph">The nodes.</param>
/// <param name="columns">Their columns.</param>
internal sealed class ColumnTelling(StateGraph graph, ColumnGraph columns)
{
    /// <summary>A column; null where its node is not there any more.</summary>
    public Dictionary<string, object?>? Column(string node, string name, int depth)
    {
        if (graph.Known(node) is not { } known)
        {
            return null;
        }
        var (parents, children) = (columns.Parents(node, name), columns.Children(node, name));
        var query = columns.Query(node);
        return new(Place(known), StringComparer.Ordinal)
        {
            ["uniqueId"] = Id(node, name),
            ["name"] = name,
            ["type"] = query?.Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Type,
            ["depth"] = depth,
            ["parentColumns"] = parents.Select(edge => Id(edge.Node, edge.Column)).ToList(),
            ["childColumns"] = children.Select(edge => Id(edge.Node, edge.Column)).ToList(),
            ["parents"] = parents.Select(Edge).ToList(),
            ["children"] = children.Select(Edge).ToList(),
            ["rowsBy"] = (query?.Uses ?? []).Select(Edge).ToList(),
            ["relationship"] = parents.Count == 0 ? null : ColumnImpacts.Word(parents.Max(edge => edge.Use)),
            ["isError"] = false,
            ["assumed"] = query?.Assumed ?? [],
        };
    }

    /// <summary>A node whose columns are not known.</summary>
    public Dictionary<string, object?> Unknown(ViewNode node, string why) =>
        new(Place(node), StringComparer.Ordinal)
        {
            ["depth"] = 0,
            ["parentColumns"] = Array.Empty<string>(),
            ["childColumns"] = Array.Empty<string>(),
            ["parents"] = Array.Empty<object>(),
            ["children"] = Array.Empty<object>(),
            ["rowsBy"] = Array.Empty<object>(),
            ["isError"] = true,
            ["error"] = $"Unknown, because {why}.",
            ["errorCategory"] = "UNKNOWN",
            ["assumed"] = columns.Query(node.Id)?.Assumed ?? [],
        };

    private Dictionary<string, object?> Place(ViewNode node) =>
        new()
        {
            ["accountId"] = graph.Place.AccountId,
            ["projectId"] = graph.Place.ProjectId,
            ["environmentId"] = graph.Place.EnvironmentId,
            ["runId"] = node.Execution?.RunId,
            ["nodeUniqueId"] = node.Id,
        };

    private static Dictionary<string, object?> Edge(ColumnEdge edge) =>
        new(StringComparer.Ordinal)
        {
            ["uniqueId"] = Id(edge.Node, edge.Column),
            ["nodeUniqueId"] = edge.Node,
            ["name"] = edge.Column,
            ["use"] = ColumnImpacts.Word(edge.Use),
        };

    private static string Id(string node, string column) => $"{node}.{column}";
}
