namespace Headgate.Metadata.Artifacts;

/// <summary>How one node went.</summary>
internal sealed record NodeResult
{
    public required string UniqueId { get; init; }
    public required string Status { get; init; }
    public string? Message { get; init; }
    public long? Failures { get; init; }
    public long? Rows { get; init; }
    public double? ExecutionTime { get; init; }
    public string? ThreadId { get; init; }
    public DateTimeOffset? CompileStartedAt { get; init; }
    public DateTimeOffset? CompileCompletedAt { get; init; }
    public DateTimeOffset? ExecuteStartedAt { get; init; }
    public DateTimeOffset? ExecuteCompletedAt { get; init; }

    /// <summary>The code that was executed, compressed.</summary>
    public byte[]? CompiledCode { get; init; }

    /// <summary>Of a source: when its data was last loaded.</summary>
    public DateTimeOffset? MaxLoadedAt { get; init; }

    /// <summary>Of a source: seconds since then.</summary>
    public double? MaxLoadedAtTimeAgoInS { get; init; }

    /// <summary>Of a source: when it was asked.</summary>
    public DateTimeOffset? SnapshottedAt { get; init; }
}
