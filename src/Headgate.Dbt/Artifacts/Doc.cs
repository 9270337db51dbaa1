using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A documentation block.</summary>
public sealed class Doc : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.Doc;

    /// <summary>Package that defines it.</summary>
    public required string PackageName { get; set; }

    /// <summary>Path below the resource folder of its package.</summary>
    public required string Path { get; set; }

    /// <summary>Path below the root of its package.</summary>
    public required string OriginalFilePath { get; set; }

    /// <summary>Identity in the manifest.</summary>
    public required string UniqueId { get; set; }

    /// <summary>Text of the block, trimmed.</summary>
    public required string BlockContents { get; set; }

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => [];

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => null;
}
