namespace Headgate.Store;

/// <summary>The artifact that says what a project's metrics are.</summary>
public static class SemanticManifestFile
{
    /// <summary>Its path among the artifacts of a run.</summary>
    public const string Path = "semantic_manifest.json";
}
