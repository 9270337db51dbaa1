namespace Headgate.Metrics.Statements;

/// <summary>A select statement as data.</summary>
internal sealed record Selection
{
    public required IReadOnlyList<OutputColumn> Columns { get; init; }

    /// <summary>Where rows come from.</summary>
    public required Source From { get; init; }

    public IReadOnlyList<Join> Joins { get; init; } = [];

    /// <summary>Conditions, all of which have to hold.</summary>
    public IReadOnlyList<Condition> Where { get; init; } = [];

    /// <summary>Whether rows that agree in all columns that are no aggregates become one.</summary>
    public bool IsGrouped { get; init; }

    public IReadOnlyList<Ordering> OrderBy { get; init; } = [];

    public long? Limit { get; init; }
}

/// <summary>A column of a result. A key is what rows are grouped by.</summary>
internal sealed record OutputColumn(string Name, Expression Value, bool IsKey = true);

/// <summary>A step by its name, or a relation of the warehouse.</summary>
internal sealed record Source(string Name, string? Relation = null, string? Alias = null)
{
    /// <summary>What its columns are called by.</summary>
    public string CalledBy => Alias ?? Name;
}

/// <summary>A further source.</summary>
internal sealed record Join(JoinKind Kind, Source Source, IReadOnlyList<Condition> On);

/// <summary>A column to order by.</summary>
internal sealed record Ordering(string Column, bool Descending);
