using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Discovery;

/// <summary>The part of a lineage that is around one node.</summary>
internal sealed class LineageView
{
    private readonly Dictionary<string, Node> _nodes;
    private readonly ILookup<string, string> _children;
    private readonly string _root;
    private readonly List<(string Id, int Step)> _above;
    private readonly List<(string Id, int Step)> _below;

    private LineageView(Dictionary<string, Node> nodes, string root, int up, int down)
    {
        (_nodes, _root) = (nodes, root);
        _children = nodes.Values.SelectMany(n => n.Parents.Where(nodes.ContainsKey).Select(p => (p, n.Id))).ToLookup(e => e.p, e => e.Id);
        _above = Walk(up, id => nodes[id].Parents.Where(nodes.ContainsKey));
        _below = Walk(down, id => _children[id]);
    }

    /// <summary>The part around the node that a person named.</summary>
    /// <exception cref="CommandFailure">None has that name, or several have.</exception>
    public static LineageView Of(JsonArray lineage, string named, int up, int down)
    {
        var nodes = lineage
            .OfType<JsonObject>()
            .Select(n => new Node(
                n["uniqueId"]!.ToString(),
                n["name"]?.ToString() ?? "",
                n["resourceType"]!.ToString(),
                [.. n["parentIds"]!.AsArray().Select(p => p!.ToString())]
            ))
            .ToDictionary(n => n.Id, StringComparer.Ordinal);
        var found = nodes.ContainsKey(named)
            ? [named]
            : nodes.Values.Where(n => n.Name == named).Select(n => n.Id).Order(StringComparer.Ordinal).ToList();
        return found switch
        {
            [var one] => new LineageView(nodes, one, up, down),
            [] => throw new CommandFailure($"There is no node \"{named}\" among the {nodes.Count} of the environment that were built."),
            _ => throw new CommandFailure($"Several nodes are called \"{named}\"; name one by its id: {string.Join(", ", found)}."),
        };
    }

    /// <summary>dbt's id of the node in the middle.</summary>
    public string Root => _root;

    /// <summary>For people: what is above, the node, what is below, each with its steps.</summary>
    public IEnumerable<string> Lines() =>
        [
            .. _above.OrderByDescending(n => n.Step).ThenBy(n => n.Id, StringComparer.Ordinal).Select(n => Line(n.Id, -n.Step)),
            Line(_root, 0),
            .. _below.OrderBy(n => n.Step).ThenBy(n => n.Id, StringComparer.Ordinal).Select(n => Line(n.Id, n.Step)),
        ];

    /// <summary>A diagram.</summary>
    public IEnumerable<string> Mermaid()
    {
        var ids = Chosen().Index().ToDictionary(n => n.Item, n => $"n{n.Index}", StringComparer.Ordinal);
        return
        [
            "flowchart LR",
            .. ids.Select(n => $"  {n.Value}[\"{_nodes[n.Key].Name.Replace('"', '\'')}\"]"),
            .. Edges(ids.Keys.ToHashSet(StringComparer.Ordinal)).Select(e => $"  {ids[e.From]} --> {ids[e.To]}"),
            $"  style {ids[_root]} stroke-width:3px",
        ];
    }

    /// <summary>For programs.</summary>
    public string Json()
    {
        var chosen = Chosen();
        return new JsonObject
        {
            ["root_id"] = _root,
            ["nodes"] = new JsonArray([
                .. chosen.Select(id =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["unique_id"] = id,
                            ["name"] = _nodes[id].Name,
                            ["resource_type"] = _nodes[id].Kind,
                        }
                ),
            ]),
            ["edges"] = new JsonArray([
                .. Edges(chosen.ToHashSet(StringComparer.Ordinal))
                    .Select(e => (JsonNode)new JsonObject { ["source"] = e.From, ["target"] = e.To }),
            ]),
        }.ToJsonString(JsonOption.Format);
    }

    private List<string> Chosen() =>
        [
            .. _above
                .Select(n => n.Id)
                .Append(_root)
                .Concat(_below.Select(n => n.Id))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private IEnumerable<(string From, string To)> Edges(HashSet<string> among) =>
        among.Order(StringComparer.Ordinal).SelectMany(to => _nodes[to].Parents.Where(among.Contains).Select(from => (from, to)));

    private string Line(string id, int step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{step.ToString("+0;-0;' *'", CultureInfo.InvariantCulture), 4}  {_nodes[id].Kind.ToLowerInvariant(), -14} {_nodes[id].Name}"
        );

    private List<(string Id, int Step)> Walk(int steps, Func<string, IEnumerable<string>> next)
    {
        var (found, seen, edge) = (
            new List<(string, int)>(),
            new HashSet<string>(StringComparer.Ordinal) { _root },
            new List<string> { _root }
        );
        for (var step = 1; step <= steps && edge.Count > 0; step++)
        {
            edge = [.. edge.SelectMany(next).Where(seen.Add)];
            found.AddRange(edge.Select(id => (id, step)));
        }
        return found;
    }

    private sealed record Node(string Id, string Name, string Kind, IReadOnlyList<string> Parents);
}
