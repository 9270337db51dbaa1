using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>How fresh one source is, in sources.json; with <see cref="Error"/> set, why that could not be told.</summary>
public sealed record SourceFreshness
{
    /// <summary>The source.</summary>
    public string UniqueId { get; init; } = "";

    /// <summary>Why the freshness could not be told; only with status <c>runtime error</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The newest row's time; UTC, ISO.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MaxLoadedAt { get; init; }

    /// <summary>When the source was asked; UTC, ISO.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SnapshottedAt { get; init; }

    /// <summary>Seconds between the two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaxLoadedAtTimeAgoInS { get; init; }

    /// <summary>pass, warn, error or <c>runtime error</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>What was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FreshnessThreshold? Criteria { get; init; }

    /// <summary>What the database said of the query.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderedDictionary<string, object?>? AdapterResponse { get; init; }

    /// <summary>The stages and their times.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TimingInfo>? Timing { get; init; }

    /// <summary>The worker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ThreadId { get; init; }

    /// <summary>Seconds from start to end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ExecutionTime { get; init; }
}
