namespace Headgate.Metadata.Columns;

/// <summary>Where all columns of an environment come from, and what is made of them.</summary>
internal sealed class ColumnGraph
{
    private readonly IReadOnlyDictionary<string, QueryColumns> _queries;
    private readonly Dictionary<(string, string), List<ColumnEdge>> _parents = [];
    private readonly Dictionary<(string, string), List<ColumnEdge>> _children = [];
    private readonly Dictionary<(string, string), List<ColumnEdge>> _rows = [];
    private readonly Dictionary<string, SortedDictionary<string, string>> _names = new(StringComparer.Ordinal);

    /// <summary>Makes it.</summary>
    /// <param name="queries">Where the columns of each node come from, by dbt's id.</param>
    public ColumnGraph(IReadOnlyDictionary<string, QueryColumns> queries)
    {
        _queries = queries;
        foreach (var (node, query) in queries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var column in query.Columns)
            {
                Name(node, column.Name);
                foreach (var edge in column.From)
                {
                    Name(edge.Node, edge.Column);
                    Add(_parents, node, column.Name, edge);
                    Add(_children, edge.Node, edge.Column, new ColumnEdge(node, column.Name, edge.Use));
                }
            }
            foreach (var edge in query.Uses)
            {
                Name(edge.Node, edge.Column);
                Add(_rows, edge.Node, edge.Column, new ColumnEdge(node, "", edge.Use));
            }
        }
    }

    /// <summary>Of nothing.</summary>
    public static ColumnGraph Empty { get; } = new(new Dictionary<string, QueryColumns>());

    /// <summary>The query of a node; null where none is known, as of sources.</summary>
    public QueryColumns? Query(string node) => _queries.GetValueOrDefault(node);

    /// <summary>Names of the columns of a node: those of its query in their order, else those that others read.</summary>
    public IReadOnlyList<string> Names(string node) =>
        _queries.TryGetValue(node, out var query) && query.Columns.Count > 0 ? [.. query.Columns.Select(column => column.Name)]
        : _names.TryGetValue(node, out var names) ? [.. names.Values]
        : [];

    /// <summary>What a column is made of.</summary>
    public IReadOnlyList<ColumnEdge> Parents(string node, string column) => Find(_parents, node, column);

    /// <summary>What is made of a column.</summary>
    public IReadOnlyList<ColumnEdge> Children(string node, string column) => Find(_children, node, column);

    /// <summary>The nodes about whose rows a column decides, each without a column.</summary>
    public IReadOnlyList<ColumnEdge> Rows(string node, string column) => Find(_rows, node, column);

    private void Name(string node, string column)
    {
        if (!_names.TryGetValue(node, out var names))
        {
            _names[node] = names = new(StringComparer.OrdinalIgnoreCase);
        }
        names.TryAdd(column, column);
    }

    private static void Add(Dictionary<(string, string), List<ColumnEdge>> edges, string node, string column, ColumnEdge edge)
    {
        if (!edges.TryGetValue(Key(node, column), out var list))
        {
            edges[Key(node, column)] = list = [];
        }
        list.Add(edge);
    }

    private static List<ColumnEdge> Find(Dictionary<(string, string), List<ColumnEdge>> edges, string node, string column) =>
        edges.TryGetValue(Key(node, column), out var list) ? list : [];

    /// <summary>Warehouses do not tell apart how a name is written.</summary>
    private static (string, string) Key(string node, string column) => (node, column.ToLowerInvariant());
}
