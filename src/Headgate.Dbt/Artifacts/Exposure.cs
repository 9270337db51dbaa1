using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A use of the project's data outside it.</summary>
public sealed class Exposure : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.Exposure;

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

    /// <summary><c>dashboard</c>, <c>notebook</c>, <c>analysis</c>, <c>ml</c> or <c>application</c>.</summary>
    public required string Type { get; set; }

    /// <summary>Who answers for it.</summary>
    public required Owner Owner { get; set; }

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Title, or null.</summary>
    public string? Label { get; set; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>, or null.</summary>
    public string? Maturity { get; set; }

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Tags.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Configuration as it was written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];

    /// <summary>Address, or null.</summary>
    public string? Url { get; set; }

    /// <summary>What it needs.</summary>
    public DependsOn DependsOn { get; set; } = new();

    /// <summary>Calls of <c>ref()</c>.</summary>
    public List<RefArgs> Refs { get; set; } = [];

    /// <summary>Calls of <c>source()</c>: source and table.</summary>
    public List<List<string>> Sources { get; set; } = [];

    /// <summary>Calls of <c>metric()</c>.</summary>
    public List<List<string>> Metrics { get; set; } = [];

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => Tags;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Nodes;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
