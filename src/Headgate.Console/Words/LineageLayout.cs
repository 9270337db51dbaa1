namespace Headgate.WebConsole.Words;

/// <summary>
/// Where the nodes of a lineage are drawn: left to right, each right of all that it is made from, and in its column near those. The time grows with nodes and edges, not with
/// their square.
/// </summary>
public sealed class LineageLayout
{
    private const int Sweeps = 4;

    private LineageLayout(IReadOnlyList<PlacedNode> nodes, IReadOnlyList<(PlacedNode From, PlacedNode To)> edges) =>
        (Nodes, Edges) = (nodes, edges);

    /// <summary>The nodes.</summary>
    public IReadOnlyList<PlacedNode> Nodes { get; }

    /// <summary>From what is made to what is made from it.</summary>
    public IReadOnlyList<(PlacedNode From, PlacedNode To)> Edges { get; }

    /// <summary>Columns.</summary>
    public int Columns => Nodes.Select(n => n.Column + 1).DefaultIfEmpty(0).Max();

    /// <summary>Rows of the fullest column.</summary>
    public int Rows => Nodes.Select(n => n.Row + 1).DefaultIfEmpty(0).Max();

    /// <summary>The nodes around one: so many steps up and down.</summary>
    /// <param name="all">All nodes.</param>
    /// <param name="focus">The one in the middle.</param>
    /// <param name="steps">How far.</param>
    public static IReadOnlyList<LineageNode> Around(IReadOnlyList<LineageNode> all, string focus, int steps)
    {
        var byId = all.ToDictionary(n => n.Id, StringComparer.Ordinal);
        var children = all.SelectMany(n => n.Parents.Select(p => (p, n.Id))).ToLookup(e => e.p, e => e.Id, StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal) { focus };
        Walk(id => byId.TryGetValue(id, out var node) ? node.Parents : []);
        Walk(id => children[id]);
        return [.. all.Where(n => kept.Contains(n.Id))];

        void Walk(Func<string, IEnumerable<string>> next)
        {
            HashSet<string> edge = [focus];
            for (var step = 0; step < steps; step++)
            {
                edge = [.. edge.SelectMany(next)];
                kept.UnionWith(edge);
            }
        }
    }

    /// <summary>Lays nodes out. Edges to nodes that are not among them are left out; of a circle, which dbt has none of, one edge is.</summary>
    public static LineageLayout Of(IReadOnlyList<LineageNode> nodes)
    {
        var byId = nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        var column = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            Column(node.Id, byId, column);
        }
        var order = nodes
            .GroupBy(n => column[n.Id])
            .OrderBy(g => g.Key)
            .Select(g => g.OrderBy(n => n.Name, StringComparer.Ordinal).ToList())
            .ToList();
        var children = nodes
            .SelectMany(n => n.Parents.Where(byId.ContainsKey).Select(p => (p, n.Id)))
            .ToLookup(e => e.p, e => e.Id, StringComparer.Ordinal);
        var row = new Dictionary<string, double>(StringComparer.Ordinal);
        Number(order, row);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var down = sweep % 2 == 0;
            foreach (var level in down ? order : Enumerable.Reverse(order))
            {
                var wanted = level.ToDictionary(
                    n => n.Id,
                    n =>
                        (down ? n.Parents.Where(byId.ContainsKey) : children[n.Id])
                            .Select(id => row[id])
                            .DefaultIfEmpty(row[n.Id])
                            .Average(),
                    StringComparer.Ordinal
                );
                level.Sort(
                    (a, b) => wanted[a.Id].CompareTo(wanted[b.Id]) is not 0 and var near ? near : string.CompareOrdinal(a.Name, b.Name)
                );
                for (var i = 0; i < level.Count; i++)
                {
                    row[level[i].Id] = i;
                }
            }
        }
        var placed = order
            .SelectMany((level, x) => level.Select((node, y) => new PlacedNode(node, x, y)))
            .ToDictionary(p => p.Node.Id, StringComparer.Ordinal);
        return new LineageLayout(
            [.. placed.Values],
            [.. placed.Values.SelectMany(p => p.Node.Parents.Where(placed.ContainsKey).Select(id => (placed[id], p)))]
        );
    }

    private static void Number(List<List<LineageNode>> order, Dictionary<string, double> row)
    {
        foreach (var level in order)
        {
            for (var i = 0; i < level.Count; i++)
            {
                row[level[i].Id] = i;
            }
        }
    }

    /// <summary>One column right of the rightmost parent, without recursion: a lineage can be as deep as it is long.</summary>
    private static void Column(string start, Dictionary<string, LineageNode> byId, Dictionary<string, int> column)
    {
        var open = new Stack<string>([start]);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPeek(out var id))
        {
            if (column.ContainsKey(id))
            {
                open.Pop();
                continue;
            }
            var waiting = byId[id].Parents.Where(p => byId.ContainsKey(p) && !column.ContainsKey(p) && !entered.Contains(p)).ToList();
            if (entered.Add(id) && waiting.Count > 0)
            {
                waiting.ForEach(open.Push);
                continue;
            }
            column[id] = byId[id].Parents.Select(p => column.GetValueOrDefault(p, -1)).DefaultIfEmpty(-1).Max() + 1;
            open.Pop();
        }
    }
}
