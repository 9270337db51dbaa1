namespace Headgate.WebConsole.Models;

/// <summary>What dbt left of an invocation.</summary>
public sealed record RunResultsModel
{
    /// <summary>By node.</summary>
    public IReadOnlyList<NodeResultModel> Results { get; init; } = [];

    /// <summary>Seconds in all.</summary>
    public double ElapsedTime { get; init; }
}
