namespace Headgate.Metadata.Artifacts;

/// <summary>The results of one command.</summary>
internal sealed class ReadResults
{
    /// <summary>What they say of themselves.</summary>
    public ArtifactFacts Facts { get; set; } = new();

    /// <summary>The command, such as <c>build</c>; null where they do not say.</summary>
    public string? Command { get; set; }

    /// <summary>Seconds of the whole command.</summary>
    public double? ElapsedTime { get; set; }

    /// <summary>The results.</summary>
    public List<NodeResult> Results { get; } = [];
}
