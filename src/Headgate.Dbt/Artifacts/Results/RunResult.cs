namespace Headgate.Dbt.Artifacts;

/// <summary>What came of one node, in run_results.json.</summary>
public sealed record RunResult
{
    /// <summary>success, error, skipped, partial success, no-op; of tests pass, error, fail, warn, skipped.</summary>
    public string Status { get; init; } = "";

    /// <summary>The stages and their times; empty for what was skipped.</summary>
    public IReadOnlyList<TimingInfo> Timing { get; init; } = [];

    /// <summary>The worker: <c>Thread-1 (worker)</c>.</summary>
    public string ThreadId { get; init; } = "";

    /// <summary>Seconds from start to end.</summary>
    public double ExecutionTime { get; init; }

    /// <summary>What the database said of the main statement.</summary>
    public OrderedDictionary<string, object?> AdapterResponse { get; init; } = [];

    /// <summary>The result in words, or null.</summary>
    public string? Message { get; init; }

    /// <summary>Failing rows of a test, or null.</summary>
    public long? Failures { get; init; }

    /// <summary>The node.</summary>
    public string UniqueId { get; init; } = "";

    /// <summary>Was the node compiled? Null for kinds that are not.</summary>
    public bool? Compiled { get; init; }

    /// <summary>The compiled SQL.</summary>
    public string? CompiledCode { get; init; }

    /// <summary>The full quoted name of the node's relation, or null.</summary>
    public string? RelationName { get; init; }

    /// <summary>The batches of a microbatch model, or null.</summary>
    public BatchResults? BatchResults { get; init; }
}
