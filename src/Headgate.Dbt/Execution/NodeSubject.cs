using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution;

/// <summary>How messages name a resource.</summary>
internal static class NodeSubject
{
    /// <summary><c>source orders (models/sources.yml)</c>.</summary>
    public static string Of(IManifestResource node) => $"{node.ResourceType.Word()} {node.Name} ({node.OriginalFilePath})";
}
