namespace Headgate.WebConsole.Models;

/// <summary>What came of a node.</summary>
public sealed record NodeResultModel
{
    /// <summary>The node.</summary>
    public string UniqueId { get; init; } = "";

    /// <summary>In dbt's word.</summary>
    public string Status { get; init; } = "";

    /// <summary>What dbt says.</summary>
    public string? Message { get; init; }

    /// <summary>Seconds.</summary>
    public double ExecutionTime { get; init; }

    /// <summary>The thread.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The SQL that ran.</summary>
    public string? CompiledCode { get; init; }

    /// <summary>The relation.</summary>
    public string? RelationName { get; init; }

    /// <summary>Rows that fail a test.</summary>
    public long? Failures { get; init; }

    /// <summary>When what was done.</summary>
    public IReadOnlyList<TimingModel> Timing { get; init; } = [];
}
