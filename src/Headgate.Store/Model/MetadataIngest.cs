namespace Headgate.Store.Model;

/// <summary>That the artifacts of a run have been read, and what came of it: one row for each run, in the transaction of what was read.</summary>
public sealed class MetadataIngest : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>The environment.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>The job.</summary>
    public long JobId { get; set; }

    /// <summary>The run; one row for each.</summary>
    public long RunId { get; set; }

    /// <summary>read, partly, nothing or failed.</summary>
    public string State { get; set; } = "";

    /// <summary>What could not be read and why, in words; null for nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Nodes that its manifest defines.</summary>
    public int Nodes { get; set; }

    /// <summary>Executions that it told of.</summary>
    public int Executions { get; set; }

    /// <summary>Seconds that its commands took, as their results say.</summary>
    public double? ElapsedTime { get; set; }

    /// <summary>When its results were made, as they say; null for none.</summary>
    public DateTimeOffset? GeneratedAt { get; set; }

    /// <summary>dbt's id of the last command; null for none.</summary>
    public string? InvocationId { get; set; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset RunEndedAt { get; set; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset ReadAt { get; set; }
}
