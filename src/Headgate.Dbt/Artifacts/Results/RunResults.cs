namespace Headgate.Dbt.Artifacts;

/// <summary>run_results.json, version 6.</summary>
public sealed record RunResults
{
    /// <summary>The head.</summary>
    public ArtifactMetadata Metadata { get; init; } = new();

    /// <summary>The outcome of each node, in the order in which they came.</summary>
    public IReadOnlyList<RunResult> Results { get; init; } = [];

    /// <summary>Seconds for all nodes.</summary>
    public double ElapsedTime { get; init; }

    /// <summary>The options of the call by name.</summary>
    public OrderedDictionary<string, object?> Args { get; init; } = [];
}
