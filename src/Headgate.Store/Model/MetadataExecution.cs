namespace Headgate.Store.Model;

/// <summary>That a run executed a node, or checked the freshness of a source, and how that went.</summary>
public sealed class MetadataExecution : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The node (<see cref="MetadataNode"/>).</summary>
    public long NodeId { get; set; }

    /// <summary>The run; it may have been removed since.</summary>
    public long RunId { get; set; }

    /// <summary>Index of the run's step.</summary>
    public int Step { get; set; }

    /// <summary>How the node was defined then (<see cref="MetadataDefinition"/>); null where the run left no manifest that could be read.</summary>
    public long? DefinitionId { get; set; }

    /// <summary>dbt's word: success, error, skipped, pass, fail, warn and others.</summary>
    public string Status { get; set; } = "";

    /// <summary>What dbt says of it; null for nothing.</summary>
    public string? Message { get; set; }

    /// <summary>Rows that failed a test.</summary>
    public long? Failures { get; set; }

    /// <summary>Rows that the warehouse counted.</summary>
    public long? Rows { get; set; }

    /// <summary>Seconds.</summary>
    public double? ExecutionTime { get; set; }

    /// <summary>The thread.</summary>
    public string? ThreadId { get; set; }

    /// <summary>When compiling began.</summary>
    public DateTimeOffset? CompileStartedAt { get; set; }

    /// <summary>When compiling ended.</summary>
    public DateTimeOffset? CompileCompletedAt { get; set; }

    /// <summary>When executing began.</summary>
    public DateTimeOffset? ExecuteStartedAt { get; set; }

    /// <summary>When executing ended.</summary>
    public DateTimeOffset? ExecuteCompletedAt { get; set; }

    /// <summary>What a check of freshness found, as JSON; null for others.</summary>
    public string? Freshness { get; set; }
}
