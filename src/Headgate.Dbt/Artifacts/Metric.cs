using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A metric of the semantic layer.</summary>
public sealed class Metric : IManifestResource
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.Metric;

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

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Title.</summary>
    public string Label { get; set; } = "";

    /// <summary><c>simple</c>, <c>ratio</c>, <c>cumulative</c>, <c>derived</c> or <c>conversion</c>.</summary>
    public required string Type { get; set; }

    /// <summary>What the metric is made of.</summary>
    public required MetricTypeParams TypeParams { get; set; }

    /// <summary>Conditions, or null.</summary>
    public WhereFilters? Filter { get; set; }

    /// <summary>Place in a file; always null from YAML.</summary>
    public object? Metadata { get; set; }

    /// <summary>Smallest grain, or null.</summary>
    public string? TimeGranularity { get; set; }

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Tags.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Configuration as it was written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];

    /// <summary>Calls of <c>source()</c>: source and table.</summary>
    public List<List<string>> Sources { get; set; } = [];

    /// <summary>What it needs.</summary>
    public DependsOn DependsOn { get; set; } = new();

    /// <summary>Calls of <c>ref()</c>.</summary>
    public List<RefArgs> Refs { get; set; } = [];

    /// <summary>Calls of <c>metric()</c>.</summary>
    public List<List<string>> Metrics { get; set; } = [];

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Group that owns it, or null.</summary>
    public string? Group { get; set; }

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => Tags;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Nodes;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
