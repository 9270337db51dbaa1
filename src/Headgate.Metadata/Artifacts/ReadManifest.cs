namespace Headgate.Metadata.Artifacts;

/// <summary>A manifest.</summary>
internal sealed class ReadManifest
{
    /// <summary>What it says of itself.</summary>
    public ArtifactFacts Facts { get; set; } = new();

    /// <summary>Its nodes by id.</summary>
    public Dictionary<string, ManifestNode> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>The packages that they are of.</summary>
    public HashSet<string> Packages { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries that were left out: they are no nodes.</summary>
    public int LeftOut { get; set; }
}
