using System.Text.Json;
using GraphQL;
using Headgate.Metadata.Artifacts;
using Headgate.Metadata.State;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields that lead from a node to others.</summary>
internal static class RelationFields
{
    public static Dictionary<string, Func<GraphNode, IResolveFieldContext, GraphCall, object?>> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["parents"] = (n, _, c) => Parents(n, c),
            ["children"] = (n, _, c) =>
                n.In.Children(n.Node.Id).Where(m => NodeKinds.IsRelated(m.Kind)).Select(m => Near(n, m, c)).ToList(),
            ["ancestors"] = Ancestors,
            ["tests"] = (n, _, c) => n.In.Tests(n.Node.Id).Select(m => Near(n, m, c)).ToList(),
            ["testStatuses"] = (n, _, _) => TestStatuses(n),
            ["versions"] = (n, _, _) => Versions(n),
            ["childrenL1"] = (n, _, _) => n.In.Children(n.Node.Id).Select(m => m.Id).ToList(),
            ["parentsModels"] = (n, _, c) => ParentsOf(n, "Model", c),
            ["parentsSources"] = (n, _, c) => ParentsOf(n, "Source", c),
            ["models"] = (n, _, c) => Members(n).Select(m => c.Show(m, n.In, NodeForm.Nested)).ToList(),
            ["modelCount"] = (n, _, _) => Members(n).Count(),
            ["worstTestStatus"] = (n, _, _) => Worst(n.In.Tests(n.Node.Id).Select(t => t.Execution?.Status)),
        };

    /// <summary>The worst of some statuses of tests; null for none.</summary>
    public static string? Worst(IEnumerable<string?> statuses) => statuses.OfType<string>().OrderBy(Badness).LastOrDefault();

    /// <summary>The members of a group.</summary>
    private static IEnumerable<ViewNode> Members(GraphNode group) =>
        group.In.Of("Model").Where(model => model.Outline.Group == group.Node.Outline.Name);

    private static int Badness(string status) =>
        status switch
        {
            "error" => 4,
            "fail" => 3,
            "warn" => 2,
            "skipped" => 1,
            _ => 0,
        };

    private static GraphNode Near(GraphNode from, ViewNode to, GraphCall call) =>
        call.Show(to, from.In, from.Form == NodeForm.Run ? NodeForm.Run : NodeForm.Nested);

    /// <summary>What is defined here without being in the view is left out; what is defined elsewhere is told by its id alone.</summary>
    private static List<GraphNode> Parents(GraphNode node, GraphCall call)
    {
        var parents = new List<GraphNode>();
        foreach (var id in node.Node.Outline.Parents)
        {
            if (node.In.ById.GetValueOrDefault(id) is { } parent)
            {
                if (NodeKinds.IsRelated(parent.Kind))
                {
                    parents.Add(Near(node, parent, call));
                }
            }
            else if (node.Form != NodeForm.Run && node.In.Known(id) is null && External(id) is { } other)
            {
                parents.Add(new GraphNode(other, node.In, NodeForm.Nested) { IsExternal = true });
            }
        }
        return parents;
    }

    private static ViewNode? External(string id) =>
        id.Split('.') is ["model", var package, .. { Length: > 0 } name]
            ? new ViewNode
            {
                Kind = "Model",
                Outline = new NodeOutline
                {
                    UniqueId = id,
                    ResourceType = "model",
                    Name = name[0],
                    Package = package,
                    Version = name.Length > 1 ? name[1].TrimStart('v') : null,
                },
            }
            : null;

    private static List<GraphNode> Ancestors(GraphNode node, IResolveFieldContext field, GraphCall call)
    {
        var types = field.GetArgument<List<string>?>("types");
        return
        [
            .. node
                .In.Ancestors(node.Node.Id)
                .Where(n => NodeKinds.IsRelated(n.Kind) && types?.Contains(n.Kind) != false)
                .Select(n => Near(node, n, call)),
        ];
    }

    private static List<GraphNode> ParentsOf(GraphNode node, string kind, GraphCall call) =>
        [
            .. node
                .Node.Outline.Parents.Select(id => node.In.ById.GetValueOrDefault(id))
                .OfType<ViewNode>()
                .Where(n => n.Kind == kind)
                .Select(n => call.Show(n, node.In, NodeForm.Run)),
        ];

    private static JsonElement TestStatuses(GraphNode node) =>
        JsonSerializer.SerializeToElement(
            node.In.Tests(node.Node.Id)
                .Where(t => t.Execution is not null)
                .ToDictionary(t => t.Id, t => ExecutionFields.TestStatus(t.Execution) ?? ""),
            GraphJson.Default.DictionaryStringString
        );

    private static List<object> Versions(GraphNode node) =>
        node.Node.Outline.Version is null
            ? []
            :
            [
                .. node
                    .In.Of("Model")
                    .Where(m => m.Outline.Name == node.Node.Outline.Name && m.Outline.Package == node.Node.Outline.Package)
                    .Select(m => new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["name"] = m.Outline.Name,
                        ["releaseVersion"] = OutlineFields.ReleaseOf(m),
                        ["uniqueId"] = m.Id,
                    }),
            ];
}
