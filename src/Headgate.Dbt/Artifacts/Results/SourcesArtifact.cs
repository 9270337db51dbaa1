namespace Headgate.Dbt.Artifacts;

/// <summary>sources.json, version 3.</summary>
public sealed record SourcesArtifact
{
    /// <summary>The head.</summary>
    public ArtifactMetadata Metadata { get; init; } = new();

    /// <summary>The sources that were asked.</summary>
    public IReadOnlyList<SourceFreshness> Results { get; init; } = [];

    /// <summary>Seconds for all of them.</summary>
    public double ElapsedTime { get; init; }
}
