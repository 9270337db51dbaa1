namespace Headgate.Metadata.Artifacts;

/// <summary>A catalog.</summary>
internal sealed class ReadCatalog
{
    /// <summary>What it says of itself.</summary>
    public ArtifactFacts Facts { get; set; } = new();

    /// <summary>What it says of each table, as JSON, compressed, by the id of its node.</summary>
    public Dictionary<string, byte[]> Tables { get; } = new(StringComparer.Ordinal);
}
