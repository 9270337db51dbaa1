using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A table that the project reads and does not make.</summary>
public sealed class SourceDefinition : IManifestResource
{
    /// <summary>Database of the table.</summary>
    public string? Database { get; set; }

    /// <summary>Schema of the table.</summary>
    public string Schema { get; set; } = "";

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; } = ResourceType.Source;

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

    /// <summary>Name of the source.</summary>
    public required string SourceName { get; set; }

    /// <summary>Description of the source.</summary>
    public string SourceDescription { get; set; } = "";

    /// <summary>Who loads it.</summary>
    public string Loader { get; set; } = "";

    /// <summary>Name of the table in the database.</summary>
    public string Identifier { get; set; } = "";

    /// <summary>Quoting of the source and table.</summary>
    public QuotingPolicy Quoting { get; set; } = new();

    /// <summary>Expression of the load time, or null.</summary>
    public string? LoadedAtField { get; set; }

    /// <summary>Query for the newest load time, or null.</summary>
    public string? LoadedAtQuery { get; set; }

    /// <summary>Allowed age, or null.</summary>
    public FreshnessThreshold? Freshness { get; set; }

    /// <summary>Details of an external table.</summary>
    public ExternalTable? External { get; set; }

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Documented columns by name.</summary>
    public OrderedDictionary<string, ColumnInfo> Columns { get; set; } = [];

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Free data of the source.</summary>
    public OrderedDictionary<string, object?> SourceMeta { get; set; } = [];

    /// <summary>Tags.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Property file of another package that overrides it, or null.</summary>
    public string? PatchPath { get; set; }

    /// <summary>Configuration as it was written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];

    /// <summary>Full quoted name.</summary>
    public string? RelationName { get; set; }

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Database as written, or null.</summary>
    public string? UnrenderedDatabase { get; set; }

    /// <summary>Schema as written, or null.</summary>
    public string? UnrenderedSchema { get; set; }

    /// <summary>Unique ids of the doc blocks that the description used.</summary>
    public List<string> DocBlocks { get; set; } = [];

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => Tags;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => [];

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
