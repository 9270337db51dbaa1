using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Owners of a set of models.</summary>
public sealed class Group : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.Group;

    /// <summary>Package that defines it.</summary>
    public required string PackageName { get; set; }

    /// <summary>Path below the resource folder of its package.</summary>
    public required string Path { get; set; }

    /// <summary>Path below the root of its package.</summary>
    public required string OriginalFilePath { get; set; }

    /// <summary>Identity in the manifest.</summary>
    public required string UniqueId { get; set; }

    /// <summary>Who answers for it.</summary>
    public required Owner Owner { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => [];

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
