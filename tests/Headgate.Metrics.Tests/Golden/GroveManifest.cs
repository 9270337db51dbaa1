using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Tests.Golden;

/// <summary>The metrics of the reference project.</summary>
internal static class GroveManifest
{
    public static SemanticManifest Load(string database = "mf") =>
        SemanticManifest.Parse(
            File.ReadAllText(Path.Combine(GoldenCase.Folder, "semantic_manifest.json")).Replace("\\\"mf\\\"", $"\\\"{database}\\\"")
        );
}
