using GraphQL;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Search among nodes: every word of the question must stand in one of the fields.</summary>
internal static class SearchFields
{
    private static readonly string[] Order = ["name", "relation", "description", "column", "code"];

    public static async ValueTask<object?> SearchAsync(IResolveFieldContext field, GraphCall call)
    {
        var (graph, filter) = (((StateSource)field.Source!).Graph, StateFields.Filter(field)!);
        var words = ((string)filter["query"]!).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10).ToList();
        var fields = NodeFilter.Texts(filter.Sent("fields"));
        var nodes = graph.ById.Values.Where(n => Passes(n, filter)).OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        nodes.ForEach(call.Texts.Announce);
        var hits = new List<(ViewNode Node, string Field, int Rank)>();
        foreach (var node in nodes)
        {
            for (var rank = 0; rank < Order.Length; rank++)
            {
                if (
                    fields?.Contains(Order[rank]) != false
                    && words.Count > 0
                    && HasAll(await TextAsync(node, Order[rank], call, field.CancellationToken), words)
                )
                {
                    hits.Add((node, Order[rank], rank));
                    break;
                }
            }
        }
        return Connection.Of(
            field,
            [.. hits.OrderBy(hit => hit.Rank)],
            hit => hit.Node.Id,
            hit => new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["matchedField"] = hit.Field,
                ["highlight"] = hit.Field == "name" ? hit.Node.Outline.Name : null,
                ["hit"] = call.Show(hit.Node, graph, NodeForm.Whole),
            }
        );
    }

    private static bool Passes(ViewNode node, IDictionary<string, object?> filter) =>
        NodeKinds.IsRelated(node.Kind)
        && Among(filter, "resourceTypes", node.Kind)
        && Among(filter, "accessLevels", node.Outline.Access)
        && Among(filter, "materializationTypes", node.Outline.Materialized)
        && Among(filter, "modelingLayers", ModelingLayers.Of(node.Outline))
        && (NodeFilter.Texts(filter.Sent("tags")) is not { } tags || node.Outline.Tags.Any(tags.Contains));

    private static bool Among(IDictionary<string, object?> filter, string name, string? value) =>
        NodeFilter.Texts(filter.Sent(name)) is not { } texts || (value is not null && texts.Contains(value));

    private static async ValueTask<string?> TextAsync(ViewNode node, string field, GraphCall call, CancellationToken cancellation) =>
        field switch
        {
            "name" => node.Outline.Name,
            "relation" => node.Outline.RelationName,
            "description" => node.Outline.Description,
            "column" => (await call.Texts.BodyAsync(node, cancellation)).At("columns")
                is { ValueKind: System.Text.Json.JsonValueKind.Object } columns
                ? string.Join(' ', columns.EnumerateObject().Select(c => c.Name))
                : null,
            _ => (await call.Texts.BodyAsync(node, cancellation)).Text("raw_code", ArtifactLimits.Entry),
        };

    private static bool HasAll(string? text, List<string> words) =>
        text is not null && words.TrueForAll(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
