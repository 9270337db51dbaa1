namespace Headgate.Metrics;

/// <summary>A query as SQL, or why it is refused.</summary>
public sealed record CompiledMetricQuery
{
    /// <summary>The statement; null if the query is refused.</summary>
    public string? Sql { get; init; }

    /// <summary>The columns of the result, in order.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What the statement's parts do, in order.</summary>
    public IReadOnlyList<PlanSentence> Steps { get; init; } = [];

    /// <summary>Why the query is refused; null if it is not.</summary>
    public Refusal? Refusal { get; init; }
}
