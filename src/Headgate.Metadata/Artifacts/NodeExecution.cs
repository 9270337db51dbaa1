namespace Headgate.Metadata.Artifacts;

/// <summary>The last execution of a node, and the last that succeeded.</summary>
internal sealed record NodeExecution
{
    public required long RunId { get; init; }
    public required long JobId { get; init; }
    public required string Status { get; init; }
    public string? Message { get; init; }
    public long? Failures { get; init; }

    /// <summary>Rows that it wrote, as far as the warehouse told.</summary>
    public long? Rows { get; init; }
    public double? ExecutionTime { get; init; }
    public string? ThreadId { get; init; }
    public DateTimeOffset? CompileStartedAt { get; init; }
    public DateTimeOffset? CompileCompletedAt { get; init; }
    public DateTimeOffset? ExecuteStartedAt { get; init; }
    public DateTimeOffset? ExecuteCompletedAt { get; init; }

    /// <summary>Seconds of the whole command.</summary>
    public double? RunElapsedTime { get; init; }

    /// <summary>When the results were made.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }
    public long? SuccessRunId { get; init; }
    public long? SuccessJobId { get; init; }
}
