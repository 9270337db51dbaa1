namespace Headgate.Dbt.Artifacts;

/// <summary>How long one stage of a node took.</summary>
public sealed record TimingInfo
{
    /// <summary>The stage: <c>compile</c> or <c>execute</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it began; UTC, ISO with <c>Z</c>.</summary>
    public string? StartedAt { get; init; }

    /// <summary>When it ended; UTC, ISO with <c>Z</c>.</summary>
    public string? CompletedAt { get; init; }
}
