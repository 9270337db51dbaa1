namespace Headgate.Metadata.State;

/// <summary>The nodes of one view, and how they depend on each other.</summary>
internal sealed class StateGraph
{
    private readonly Func<string, ViewNode?> _known;
    private readonly Lazy<Dictionary<string, List<ViewNode>>> _children;
    private readonly Lazy<Dictionary<string, List<ViewNode>>> _tests;

    /// <summary>Makes it.</summary>
    /// <param name="view">What it is a view of.</param>
    /// <param name="place">Where it belongs.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="known">Nodes that exist without being in the view, such as models that were never built.</param>
    public StateGraph(StateView view, StatePlace place, IEnumerable<ViewNode> nodes, Func<string, ViewNode?>? known = null)
    {
        (View, Place, _known) = (view, place, known ?? (_ => null));
        ById = nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        ByKind = ById
            .Values.GroupBy(node => node.Kind, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => (IReadOnlyList<ViewNode>)[.. group.OrderBy(node => node.Id, StringComparer.Ordinal)],
                StringComparer.Ordinal
            );
        _children = new(() => Inverse(node => node.Outline.Parents));
        _tests = new(() => Inverse(node => node.Kind == "Test" ? TestedBy(node) : []));
    }

    /// <summary>What it is a view of.</summary>
    public StateView View { get; }

    /// <summary>Where it belongs.</summary>
    public StatePlace Place { get; }

    /// <summary>The nodes by dbt's id.</summary>
    public IReadOnlyDictionary<string, ViewNode> ById { get; }

    /// <summary>The nodes by kind, in the schema's word, in the order of their ids.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ViewNode>> ByKind { get; }

    /// <summary>The nodes of a kind.</summary>
    public IReadOnlyList<ViewNode> Of(string kind) => ByKind.GetValueOrDefault(kind, []);

    /// <summary>A node that exists, in the view or not; null for none.</summary>
    public ViewNode? Known(string id) => ById.GetValueOrDefault(id) ?? _known(id);

    /// <summary>Nodes that depend on a node, in the order of their ids.</summary>
    public IReadOnlyList<ViewNode> Children(string id) => _children.Value.GetValueOrDefault(id) ?? (IReadOnlyList<ViewNode>)[];

    /// <summary>Tests of a node.</summary>
    public IReadOnlyList<ViewNode> Tests(string id) => _tests.Value.GetValueOrDefault(id) ?? (IReadOnlyList<ViewNode>)[];

    /// <summary>Everything upstream of a node, nearest first.</summary>
    public IEnumerable<ViewNode> Ancestors(string id)
    {
        var (seen, queue) = (new HashSet<string>(StringComparer.Ordinal) { id }, new Queue<string>([id]));
        while (queue.TryDequeue(out var at))
        {
            foreach (var parent in Known(at)?.Outline.Parents ?? [])
            {
                if (seen.Add(parent))
                {
                    queue.Enqueue(parent);
                    if (ById.GetValueOrDefault(parent) is { } node)
                    {
                        yield return node;
                    }
                }
            }
        }
    }

    /// <summary>The nodes that a test is about: the one that it is attached to, or all that a singular one reads.</summary>
    public static IReadOnlyList<string> TestedBy(ViewNode test) => test.Outline.TestedNode is { } one ? [one] : test.Outline.Parents;

    private Dictionary<string, List<ViewNode>> Inverse(Func<ViewNode, IEnumerable<string>> from)
    {
        var inverse = new Dictionary<string, List<ViewNode>>(StringComparer.Ordinal);
        foreach (var node in ById.Values.OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            foreach (var id in from(node))
            {
                if (!inverse.TryGetValue(id, out var list))
                {
                    inverse[id] = list = [];
                }
                list.Add(node);
            }
        }
        return inverse;
    }
}
