namespace Headgate.Metadata.Artifacts;

/// <summary>The last check of a source's freshness.</summary>
internal sealed record NodeFreshness
{
    public required long RunId { get; init; }
    public required long JobId { get; init; }

    /// <summary>dbt's word: pass, warn, error or runtime error.</summary>
    public required string Status { get; init; }
    public DateTimeOffset? MaxLoadedAt { get; init; }
    public double? MaxLoadedAtTimeAgoInS { get; init; }
    public DateTimeOffset? SnapshottedAt { get; init; }
    public DateTimeOffset? GeneratedAt { get; init; }
    public string? Error { get; init; }
}
