using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A model with entities, dimensions and measures.</summary>
public sealed class SemanticModel : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.SemanticModel;

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

    /// <summary>The <c>ref()</c> as written.</summary>
    public required string Model { get; set; }

    /// <summary>Relation of the model.</summary>
    public NodeRelation? NodeRelation { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Title, or null.</summary>
    public string? Label { get; set; }

    /// <summary>Defaults for measures.</summary>
    public SemanticModelDefaults? Defaults { get; set; }

    /// <summary>Entities.</summary>
    public List<SemanticEntity> Entities { get; set; } = [];

    /// <summary>Measures.</summary>
    public List<SemanticMeasure> Measures { get; set; } = [];

    /// <summary>Dimensions.</summary>
    public List<SemanticDimension> Dimensions { get; set; } = [];

    /// <summary>Place in a file; always null from YAML.</summary>
    public object? Metadata { get; set; }

    /// <summary>What it needs.</summary>
    public DependsOn DependsOn { get; set; } = new();

    /// <summary>Calls of <c>ref()</c>.</summary>
    public List<RefArgs> Refs { get; set; } = [];

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Configuration as it was written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];

    /// <summary>Entity where none is primary, or null.</summary>
    public string? PrimaryEntity { get; set; }

    /// <summary>Group that owns it, or null.</summary>
    public string? Group { get; set; }

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Nodes;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
