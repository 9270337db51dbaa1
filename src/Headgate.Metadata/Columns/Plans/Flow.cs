namespace Headgate.Metadata.Columns.Plans;

/// <summary>The columns of tables that one value of a plan is made of, and how.</summary>
internal sealed class Flow
{
    private static readonly Dictionary<ColumnSource, ColumnUse> Nothing = [];

    private readonly Dictionary<ColumnSource, ColumnUse> _uses;

    private Flow(Dictionary<ColumnSource, ColumnUse> uses, bool isCorrelation = false) => (_uses, IsCorrelation) = (uses, isCorrelation);

    /// <summary>A value that is made of no column.</summary>
    public static Flow Empty { get; } = new(Nothing);

    /// <summary>Whether the planner brought the value into a subquery: what it groups and joins by there is its own affair.</summary>
    public bool IsCorrelation { get; }

    /// <summary>What it is made of.</summary>
    public IReadOnlyDictionary<ColumnSource, ColumnUse> Uses => _uses;

    /// <summary>A column as it stands in its table.</summary>
    public static Flow Of(ColumnSource source) => new(new Dictionary<ColumnSource, ColumnUse> { [source] = ColumnUse.Passed });

    /// <summary>The same value inside of a subquery that it is correlated with.</summary>
    public Flow AsCorrelation() => IsCorrelation ? this : new Flow(_uses, isCorrelation: true);

    /// <summary>The same columns, used at least so strongly. What only filters goes on only filtering.</summary>
    public Flow As(ColumnUse use) =>
        _uses.Count == 0 ? Empty : new Flow(_uses.ToDictionary(entry => entry.Key, entry => After(entry.Value, use)));

    /// <summary>A value that is one of several, or made of several.</summary>
    public static Flow Union(IEnumerable<Flow> flows)
    {
        Flow? only = null;
        Dictionary<ColumnSource, ColumnUse>? all = null;
        foreach (var flow in flows)
        {
            if (flow._uses.Count == 0 || ReferenceEquals(flow, only))
            {
                continue;
            }
            if (only is null)
            {
                only = flow;
                continue;
            }
            all ??= new Dictionary<ColumnSource, ColumnUse>(only._uses);
            foreach (var (source, use) in flow._uses)
            {
                all[source] = all.TryGetValue(source, out var other) && other > use ? other : use;
            }
        }
        return all is not null ? new Flow(all) : only ?? Empty;
    }

    private static ColumnUse After(ColumnUse inner, ColumnUse outer) =>
        inner == ColumnUse.Filters || outer == ColumnUse.Filters ? ColumnUse.Filters
        : inner > outer ? inner
        : outer;
}
