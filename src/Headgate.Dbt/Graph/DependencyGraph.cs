namespace Headgate.Dbt.Graph;

/// <summary>
/// A directed graph of things that depend on each other. An edge goes from a parent to a child that needs it.
/// Immutable; every answer comes in an order that depends on the order of adding alone, so that two runs agree.
/// </summary>
/// <typeparam name="TKey">What identifies a node.</typeparam>
internal sealed class DependencyGraph<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _indexes;
    private readonly TKey[] _nodes;
    private readonly int[][] _parents;
    private readonly int[][] _children;

    internal DependencyGraph(Dictionary<TKey, int> indexes, TKey[] nodes, int[][] parents, int[][] children)
    {
        _indexes = indexes;
        _nodes = nodes;
        _parents = parents;
        _children = children;
    }

    /// <summary>All nodes, in the order in which they were added.</summary>
    public IReadOnlyList<TKey> Nodes => _nodes;

    /// <summary>Number of nodes.</summary>
    public int Count => _nodes.Length;

    /// <summary>Whether the node is in the graph.</summary>
    public bool Contains(TKey node) => _indexes.ContainsKey(node);

    /// <summary>What the node needs directly.</summary>
    public IEnumerable<TKey> ParentsOf(TKey node) => _parents[_indexes[node]].Select(i => _nodes[i]);

    /// <summary>What needs the node directly.</summary>
    public IEnumerable<TKey> ChildrenOf(TKey node) => _children[_indexes[node]].Select(i => _nodes[i]);

    /// <summary>Everything that one of <paramref name="from"/> needs, at most <paramref name="depth"/> edges away; without the start unless it is reached again.</summary>
    public HashSet<TKey> Ancestors(IEnumerable<TKey> from, int? depth = null) => Reach(from, _parents, depth);

    /// <summary>Everything that needs one of <paramref name="from"/>, at most <paramref name="depth"/> edges away; without the start unless it is reached again.</summary>
    public HashSet<TKey> Descendants(IEnumerable<TKey> from, int? depth = null) => Reach(from, _children, depth);

    /// <summary>
    /// Nodes by level: the first holds those without parents, each further one those whose longest path from the first has that length.
    /// Nodes on a cycle, and those behind one, are in no level.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<TKey>> Levels()
    {
        var waiting = new int[_nodes.Length];
        var level = new List<int>();
        for (var i = 0; i < _nodes.Length; i++)
        {
            waiting[i] = _parents[i].Length;
            if (waiting[i] == 0)
            {
                level.Add(i);
            }
        }
        var levels = new List<IReadOnlyList<TKey>>();
        while (level.Count > 0)
        {
            levels.Add(level.ConvertAll(i => _nodes[i]));
            var next = new List<int>();
            foreach (var child in level.SelectMany(i => _children[i]))
            {
                if (--waiting[child] == 0)
                {
                    next.Add(child);
                }
            }
            level = next;
        }
        return levels;
    }

    /// <summary>The nodes of one cycle in the direction of its edges, or null where there is none.</summary>
    public IReadOnlyList<TKey>? FindCycle()
    {
        var state = new Visit[_nodes.Length];
        var path = new List<int>();
        for (var start = 0; start < _nodes.Length; start++)
        {
            if (state[start] == Visit.Unseen && WalkToCycle(start, state, path) is { } cycle)
            {
                return cycle;
            }
        }
        return null;
    }

    /// <summary>
    /// The graph of the nodes in <paramref name="keep"/> in which one is above another exactly where it was before, through whatever nodes.
    /// Edges that follow from others are left out where nodes are, so that the graph stays about as large as what is kept.
    /// </summary>
    /// <exception cref="InvalidOperationException">The graph has a cycle.</exception>
    public DependencyGraph<TKey> Contracted(IReadOnlySet<TKey> keep)
    {
        var order = TopologicalOrder();
        if (order.Count != _nodes.Length)
        {
            throw new InvalidOperationException("A graph with a cycle cannot be contracted.");
        }
        var kept = Array.ConvertAll(_nodes, keep.Contains);
        var nearest = new int[_nodes.Length][];
        var above = new AncestorSets(kept);
        var builder = new DependencyGraphBuilder<TKey>().With(_nodes.Where(keep.Contains));
        foreach (var node in order)
        {
            nearest[node] = NearestAbove(node, kept, nearest, above);
            if (kept[node])
            {
                above.Fill(node, nearest[node]);
                foreach (var parent in nearest[node])
                {
                    builder.Connect(_nodes[parent], _nodes[node]);
                }
            }
        }
        return builder.Build();
    }

    private int[] NearestAbove(int node, bool[] kept, int[][] nearest, AncestorSets above)
    {
        var direct = _parents[node];
        if (Array.TrueForAll(direct, p => kept[p]))
        {
            return direct;
        }
        var found = new SortedSet<int>();
        foreach (var parent in direct)
        {
            found.UnionWith(kept[parent] ? [parent] : nearest[parent]);
        }
        return [.. found.Where(candidate => !found.Any(other => above.Has(other, candidate)))];
    }

    private List<int> TopologicalOrder()
    {
        var waiting = Array.ConvertAll(_parents, p => p.Length);
        var order = new List<int>(_nodes.Length);
        order.AddRange(Enumerable.Range(0, _nodes.Length).Where(i => waiting[i] == 0));
        for (var at = 0; at < order.Count; at++)
        {
            foreach (var child in _children[order[at]])
            {
                if (--waiting[child] == 0)
                {
                    order.Add(child);
                }
            }
        }
        return order;
    }

    private HashSet<TKey> Reach(IEnumerable<TKey> from, int[][] edges, int? depth)
    {
        var found = new HashSet<TKey>();
        var seen = new bool[_nodes.Length];
        var level = new List<int>();
        foreach (var key in from)
        {
            var index = _indexes[key];
            if (!seen[index])
            {
                seen[index] = true;
                level.Add(index);
            }
        }
        for (var step = 0; level.Count > 0 && (depth is null || step < depth); step++)
        {
            var next = new List<int>();
            foreach (var to in level.SelectMany(i => edges[i]))
            {
                found.Add(_nodes[to]);
                if (!seen[to])
                {
                    seen[to] = true;
                    next.Add(to);
                }
            }
            level = next;
        }
        return found;
    }

    private List<TKey>? WalkToCycle(int start, Visit[] state, List<int> path)
    {
        var stack = new Stack<(int Node, int Next)>();
        stack.Push((start, 0));
        state[start] = Visit.OnPath;
        path.Add(start);
        while (stack.TryPop(out var at))
        {
            if (at.Next == _children[at.Node].Length)
            {
                state[at.Node] = Visit.Done;
                path.RemoveAt(path.Count - 1);
                continue;
            }
            stack.Push(at with { Next = at.Next + 1 });
            var child = _children[at.Node][at.Next];
            if (state[child] == Visit.OnPath)
            {
                return path.Skip(path.IndexOf(child)).Select(i => _nodes[i]).ToList();
            }
            if (state[child] == Visit.Unseen)
            {
                state[child] = Visit.OnPath;
                path.Add(child);
                stack.Push((child, 0));
            }
        }
        return null;
    }

    private enum Visit : byte
    {
        Unseen,
        OnPath,
        Done,
    }
}
