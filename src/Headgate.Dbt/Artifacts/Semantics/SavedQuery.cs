using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A query of the semantic layer with a name.</summary>
public sealed class SavedQuery : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.SavedQuery;

    /// <summary>Package that defines it.</summary>
    public required string PackageName { get; set; }

    /// <summary>Path below the resource folder of its package.</summary>
    public required string Path { get; set; }

    /// <summary>Path below the root of its package.</summary>
    public required string OriginalFilePath { get; set; }

    /// <summary>Identity in the manifest.</summary>
    public required string UniqueId { get; set; }

    /// <summary>Fully qualified name: package, folders, name.</summary>
    public List<string> Fqn { get; set; } = [];

    /// <summary>What is asked.</summary>
    public required SavedQueryParams QueryParams { get; set; }

    /// <summary>Tables and views it is written to.</summary>
    public List<SavedQueryExport> Exports { get; set; } = [];

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Title, or null.</summary>
    public string? Label { get; set; }

    /// <summary>Place in a file; always null from YAML.</summary>
    public object? Metadata { get; set; }

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Configuration as it was written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];

    /// <summary>Group that owns it, or null.</summary>
    public string? Group { get; set; }

    /// <summary>What it needs.</summary>
    public DependsOn DependsOn { get; set; } = new();

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Calls of <c>ref()</c>.</summary>
    public List<RefArgs> Refs { get; set; } = [];

    /// <summary>Tags.</summary>
    public List<string> Tags { get; set; } = [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => Tags;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Nodes;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
