using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>A node of the graph that lives in a file or is made from properties: model, seed, snapshot, test, analysis, hook, function.</summary>
public sealed class ManifestNode : IManifestResource
{
    /// <summary>Database of its relation.</summary>
    public string? Database { get; set; }

    /// <summary>Schema of its relation.</summary>
    public string Schema { get; set; } = "";

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of the resource.</summary>
    public ResourceType ResourceType { get; set; }

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

    /// <summary>Name of its relation.</summary>
    public string Alias { get; set; } = "";

    /// <summary>Digest of its file.</summary>
    public Checksum Checksum { get; set; } = new();

    /// <summary>Effective configuration.</summary>
    public NodeConfig Config { get; set; } = new();

    /// <summary>Tags.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Description, with <c>doc()</c> resolved.</summary>
    public string Description { get; set; } = "";

    /// <summary>Documented columns by name.</summary>
    public OrderedDictionary<string, ColumnInfo> Columns { get; set; } = [];

    /// <summary>Free data of the project.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Group that owns it, or null.</summary>
    public string? Group { get; set; }

    /// <summary>How the documentation site shows it.</summary>
    public DocsConfig Docs { get; set; } = new();

    /// <summary>Property file that describes it (<c>package://path</c>), or null.</summary>
    public string? PatchPath { get; set; }

    /// <summary>Where the executed statement was written, or null.</summary>
    public string? BuildPath { get; set; }

    /// <summary>Configuration as it was written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];

    /// <summary>Seconds since 1970 when it was parsed.</summary>
    public double CreatedAt { get; set; }

    /// <summary>Full quoted name of its relation, or null for kinds without one.</summary>
    public string? RelationName { get; set; }

    /// <summary>Template text.</summary>
    public string RawCode { get; set; } = "";

    /// <summary>Unique ids of the doc blocks that the description used.</summary>
    public List<string> DocBlocks { get; set; } = [];

    /// <summary><c>sql</c> or <c>python</c>.</summary>
    [WrittenFor(NodeKinds.Template)]
    public string Language { get; set; } = "sql";

    /// <summary>Calls of <c>ref()</c>.</summary>
    [WrittenFor(NodeKinds.Template)]
    public List<RefArgs> Refs { get; set; } = [];

    /// <summary>Calls of <c>source()</c>: source and table.</summary>
    [WrittenFor(NodeKinds.Template)]
    public List<List<string>> Sources { get; set; } = [];

    /// <summary>Calls of <c>metric()</c>.</summary>
    [WrittenFor(NodeKinds.Template)]
    public List<List<string>> Metrics { get; set; } = [];

    /// <summary>What the CTE is named after that it becomes, where that is not its alias: so it is with sources that a unit test gives rows for.</summary>
    [JsonIgnore]
    public string? CteAlias { get; set; }

    /// <summary>The batch that this copy of a microbatch model stands for; null for the model itself.</summary>
    [JsonIgnore]
    public string? BatchName { get; private set; }

    /// <summary>The batches that a former run built and left, where that run is repeated.</summary>
    [JsonIgnore]
    public BatchResults? LeftBatches { get; set; }

    /// <summary>A copy that is compiled and built for one batch.</summary>
    public ManifestNode ForBatch(string batch)
    {
        var copy = (ManifestNode)MemberwiseClone();
        copy.BatchName = batch;
        return copy;
    }

    /// <summary>A copy that is built as a view on the model that it is made from; it has its grants, and neither hooks nor comments.</summary>
    internal ManifestNode ForPointer(string alias, string sql)
    {
        var copy = (ManifestNode)MemberwiseClone();
        copy.UniqueId += "__latest_version_pointer";
        copy.Alias = alias;
        copy.RawCode = sql;
        copy.CompiledCode = sql;
        var config = PlainData.Clone(Config.Values);
        config["pre-hook"] = new List<object?>();
        config["post-hook"] = new List<object?>();
        config["persist_docs"] = new OrderedDictionary<string, object?>();
        copy.Config = new NodeConfig(config);
        copy.DependsOn = new DependsOn { Macros = [.. DependsOn.Macros], Nodes = [.. DependsOn.Nodes] };
        return copy;
    }

    /// <summary>Calls of <c>function()</c>.</summary>
    [WrittenFor(NodeKinds.Template)]
    public List<List<string>> Functions { get; set; } = [];

    /// <summary>Root folder of its package.</summary>
    [WrittenFor(NodeKinds.Seed)]
    public string? RootPath { get; set; }

    /// <summary>What it needs.</summary>
    public DependsOn DependsOn { get; set; } = new();

    /// <summary>Where the compiled query was written, or null.</summary>
    [WrittenFor(NodeKinds.Template)]
    public string? CompiledPath { get; set; }

    /// <summary>True after compilation; null leaves the key out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Compiled { get; set; }

    /// <summary>Compiled query; null leaves the key out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CompiledCode { get; set; }

    /// <summary>True after ephemeral models were prepended; null leaves the key out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ExtraCtesInjected { get; set; }

    /// <summary>Ephemeral models prepended to the query; null leaves the key out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<InjectedCte>? ExtraCtes { get; set; }

    /// <summary>Promise about its columns.</summary>
    [WrittenFor(NodeKinds.Template)]
    public Contract Contract { get; set; } = new();

    /// <summary>Who may refer to it: <c>private</c>, <c>protected</c> or <c>public</c>.</summary>
    [WrittenFor(NodeKinds.Model)]
    public string Access { get; set; } = "protected";

    /// <summary>Constraints on the whole model.</summary>
    [WrittenFor(NodeKinds.Model)]
    public List<ModelConstraint> Constraints { get; set; } = [];

    /// <summary>Version: text or number, or null.</summary>
    [WrittenFor(NodeKinds.Model)]
    public object? Version { get; set; }

    /// <summary>Latest version of the model, or null.</summary>
    [WrittenFor(NodeKinds.Model)]
    public object? LatestVersion { get; set; }

    /// <summary>When this version ends, ISO with offset, or null.</summary>
    [WrittenFor(NodeKinds.Model)]
    public string? DeprecationDate { get; set; }

    /// <summary>Columns inferred as the key from constraints and tests.</summary>
    [WrittenFor(NodeKinds.Model)]
    public List<string> PrimaryKey { get; set; } = [];

    /// <summary>Set where the model is a time spine.</summary>
    [WrittenFor(NodeKinds.Model)]
    public TimeSpine? TimeSpine { get; set; }

    /// <summary>Where it is read from when deferred; null leaves the key out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeferRelation? DeferRelation { get; set; }

    /// <summary>Position of a hook among its kind.</summary>
    [WrittenFor(NodeKinds.Operation)]
    public int? Index { get; set; }

    /// <summary>Column that a generic test looks at, or null.</summary>
    [WrittenFor(NodeKinds.GenericTest)]
    public string? ColumnName { get; set; }

    /// <summary>Section and name of the tested resource, as <c>models.orders</c>.</summary>
    [WrittenFor(NodeKinds.GenericTest)]
    public string? FileKeyName { get; set; }

    /// <summary>Unique id of the tested node, or null.</summary>
    [WrittenFor(NodeKinds.GenericTest)]
    public string? AttachedNode { get; set; }

    /// <summary>Which generic test this is an instance of; null for singular tests.</summary>
    [WrittenFor(NodeKinds.GenericTest)]
    public TestMetadata? TestMetadata { get; set; }

    /// <summary>Arguments of a function in order.</summary>
    [WrittenFor(NodeKinds.Function)]
    public List<FunctionArgument> Arguments { get; set; } = [];

    /// <summary>What a function gives; null for everything else.</summary>
    [WrittenFor(NodeKinds.Function)]
    public FunctionReturns? Returns { get; set; }

    /// <summary>The <c>config()</c> calls of the file, argument by argument; not written.</summary>
    [JsonIgnore]
    public OrderedDictionary<string, object?> ConfigCallDict { get; set; } = [];

    /// <summary>Kind for the choice of keys in the artifact; generic tests are told from singular ones.</summary>
    [JsonIgnore]
    public NodeKinds Kind => NodeKindNames.Of(ResourceType, TestMetadata is not null);

    /// <summary>The configured materialisation, <c>view</c> where none is set.</summary>
    [JsonIgnore]
    public string Materialized => Config.Materialized;

    /// <summary>True for an ephemeral model, which is built into its readers.</summary>
    [JsonIgnore]
    public bool IsEphemeral => ResourceType == ResourceType.Model && Config.Materialized == "ephemeral";

    /// <summary>True for nodes that the database keeps in a schema: those with a relation, and functions.</summary>
    [JsonIgnore]
    public bool HasSchema => (IsRelational && !IsEphemeral) || ResourceType == ResourceType.Function;

    /// <summary>True for nodes with a relation of their own in the database.</summary>
    [JsonIgnore]
    public bool IsRelational => ResourceType is ResourceType.Model or ResourceType.Seed or ResourceType.Snapshot;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Fqn => Fqn;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.Tags => Tags;

    [JsonIgnore]
    IReadOnlyList<string> IManifestResource.ParentIds => DependsOn.Nodes;

    [JsonIgnore]
    NodeConfig? IManifestResource.Config => Config;
}
