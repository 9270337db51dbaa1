namespace Headgate.Dbt.Graph;

/// <summary>Collects nodes and edges of a <see cref="DependencyGraph{TKey}"/>. Adding something twice changes nothing.</summary>
/// <typeparam name="TKey">What identifies a node.</typeparam>
internal sealed class DependencyGraphBuilder<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _indexes = [];
    private readonly List<TKey> _nodes = [];
    private readonly List<(int Parent, int Child)> _edges = [];
    private readonly HashSet<(int Parent, int Child)> _known = [];

    /// <summary>Adds a node.</summary>
    public void Add(TKey node) => IndexOf(node);

    /// <summary>Adds nodes.</summary>
    public DependencyGraphBuilder<TKey> With(IEnumerable<TKey> added)
    {
        foreach (var node in added)
        {
            Add(node);
        }
        return this;
    }

    /// <summary>Adds an edge: <paramref name="child"/> needs <paramref name="parent"/>. Both become nodes.</summary>
    public void Connect(TKey parent, TKey child)
    {
        var edge = (IndexOf(parent), IndexOf(child));
        if (_known.Add(edge))
        {
            _edges.Add(edge);
        }
    }

    /// <summary>The graph of what was added so far.</summary>
    public DependencyGraph<TKey> Build()
    {
        var parents = new int[_nodes.Count];
        var children = new int[_nodes.Count];
        foreach (var (parent, child) in _edges)
        {
            parents[child]++;
            children[parent]++;
        }
        var up = Array.ConvertAll(parents, n => new int[n]);
        var down = Array.ConvertAll(children, n => new int[n]);
        Array.Clear(parents);
        Array.Clear(children);
        foreach (var (parent, child) in _edges)
        {
            up[child][parents[child]++] = parent;
            down[parent][children[parent]++] = child;
        }
        return new DependencyGraph<TKey>(new Dictionary<TKey, int>(_indexes), [.. _nodes], up, down);
    }

    private int IndexOf(TKey node)
    {
        if (_indexes.TryGetValue(node, out var index))
        {
            return index;
        }
        _indexes.Add(node, _nodes.Count);
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
