using System.Globalization;
using System.Text;

namespace Headgate.Mcp.Resources.Environments;

/// <summary>A lineage as pictures: a Mermaid diagram, and SVG with a column of boxes for each step.</summary>
internal sealed class LineageMap
{
    /// <summary>More than this nobody can read.</summary>
    public const int Most = 400;

    private const int Longest = 40;
    private const int Width = 220;
    private const int Height = 28;
    private const int Across = 290;
    private const int Down = 42;
    private const int Margin = 20;

    private readonly List<LineageNode> _nodes;
    private readonly Dictionary<string, int> _numbers;
    private readonly string? _root;

    private LineageMap(List<LineageNode> nodes, string? root) =>
        (_nodes, _root, _numbers) = (
            nodes,
            root,
            nodes.Index().ToDictionary(node => node.Item.Id, node => node.Index, StringComparer.Ordinal)
        );

    /// <summary>Nodes that are drawn.</summary>
    public int Count => _nodes.Count;

    /// <summary>Of all nodes, or of those that a node stands on and that stand on it; null where there is no such node.</summary>
    public static LineageMap? Of(IReadOnlyList<LineageNode> all, string? root)
    {
        var sorted = all.OrderBy(node => node.Id, StringComparer.Ordinal).ToList();
        if (root is null)
        {
            return new(sorted, null);
        }
        var (parents, children) = (
            sorted.ToDictionary(node => node.Id, node => node.Parents, StringComparer.Ordinal),
            sorted.SelectMany(node => node.Parents.Select(parent => (parent, node.Id))).ToLookup(e => e.parent, e => e.Id)
        );
        if (!parents.ContainsKey(root))
        {
            return null;
        }
        var near = new HashSet<string>(StringComparer.Ordinal) { root };
        Walk(root, id => parents.GetValueOrDefault(id, []), near);
        Walk(root, id => children[id], near);
        return new(sorted.FindAll(node => near.Contains(node.Id)), root);
    }

    /// <summary>The diagram in Mermaid.</summary>
    public string Mermaid()
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var (index, node) in _nodes.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{index}[\"{Plain(node.Name)}\"]\n");
        }
        foreach (var (from, to) in Edges())
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{from} --> n{to}\n");
        }
        if (_root is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  style n{_numbers[_root]} stroke-width:3px\n");
        }
        return text.ToString();
    }

    /// <summary>The diagram as SVG.</summary>
    public string Svg()
    {
        var (steps, used) = (Steps(), new Dictionary<int, int>());
        var at = new (int X, int Y)[_nodes.Count];
        for (var i = 0; i < _nodes.Count; i++)
        {
            var row = used.GetValueOrDefault(steps[i]);
            used[steps[i]] = row + 1;
            at[i] = (Margin + (steps[i] * Across), Margin + (row * Down));
        }
        var (width, height) = (
            (2 * Margin) + Width + (Across * steps.DefaultIfEmpty(0).Max()),
            (2 * Margin) + (Down * used.Values.DefaultIfEmpty(1).Max())
        );
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
        );
        foreach (var (from, to) in Edges())
        {
            var (x, y, toX, toY) = (at[from].X + Width, at[from].Y + (Height / 2), at[to].X, at[to].Y + (Height / 2));
            var half = (x + toX) / 2;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{x} {y} C{half} {y} {half} {toY} {toX} {toY}\" fill=\"none\" stroke=\"#8a8f98\"/>\n"
            );
        }
        foreach (var (index, node) in _nodes.Index())
        {
            var thick = node.Id == _root ? 3 : 1;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<g><title>{Plain(node.Id)}</title><rect x=\"{at[index].X}\" y=\"{at[index].Y}\" width=\"{Width}\" height=\"{Height}\" rx=\"4\" fill=\"#fff\" stroke=\"#30343b\" stroke-width=\"{thick}\"/>"
                    + $"<text x=\"{at[index].X + 8}\" y=\"{at[index].Y + 18}\" fill=\"#30343b\">{Plain(Cut(node.Name))}</text></g>\n"
            );
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The column of each node: one behind the last of those that it is made from. Circles, which no project has, are cut.</summary>
    private int[] Steps()
    {
        var steps = new int[_nodes.Count];
        for (var round = 0; round < _nodes.Count; round++)
        {
            var isMoved = false;
            foreach (var (from, to) in Edges())
            {
                if (steps[to] <= steps[from] && steps[from] + 1 < _nodes.Count)
                {
                    (steps[to], isMoved) = (steps[from] + 1, true);
                }
            }
            if (!isMoved)
            {
                break;
            }
        }
        return steps;
    }

    private IEnumerable<(int From, int To)> Edges() =>
        _nodes.SelectMany(node => node.Parents.Where(_numbers.ContainsKey).Select(parent => (_numbers[parent], _numbers[node.Id])));

    /// <summary>Names are a project's: nothing of them becomes markup, in either language.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or ' ' or ':' or '/' ? c : '?'));

    private static string Cut(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";

    private static void Walk(string from, Func<string, IEnumerable<string>> next, HashSet<string> into)
    {
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var id in next(at).Where(into.Add))
            {
                queue.Enqueue(id);
            }
        }
    }
}
