namespace Headgate.Dbt.Artifacts;

/// <summary>Everything that a project defines, and how it hangs together: dbt's manifest v12.</summary>
public sealed class Manifest
{
    /// <summary>Head.</summary>
    public ManifestMetadata Metadata { get; set; } = new();

    /// <summary>Models, seeds, snapshots, tests, analyses and hooks by unique id.</summary>
    public OrderedDictionary<string, ManifestNode> Nodes { get; set; } = [];

    /// <summary>Source tables by unique id.</summary>
    public OrderedDictionary<string, SourceDefinition> Sources { get; set; } = [];

    /// <summary>Macros by unique id.</summary>
    public OrderedDictionary<string, Macro> Macros { get; set; } = [];

    /// <summary>Documentation blocks by unique id.</summary>
    public OrderedDictionary<string, Doc> Docs { get; set; } = [];

    /// <summary>Exposures by unique id.</summary>
    public OrderedDictionary<string, Exposure> Exposures { get; set; } = [];

    /// <summary>Metrics by unique id.</summary>
    public OrderedDictionary<string, Metric> Metrics { get; set; } = [];

    /// <summary>Groups by unique id.</summary>
    public OrderedDictionary<string, Group> Groups { get; set; } = [];

    /// <summary>Selectors by name, as plain maps with <c>name</c>, <c>definition</c> and what else was written.</summary>
    public OrderedDictionary<string, object?> Selectors { get; set; } = [];

    /// <summary>Resources that are switched off, by unique id.</summary>
    public OrderedDictionary<string, List<IManifestResource>> Disabled { get; set; } = [];

    /// <summary>What each resource reads.</summary>
    public OrderedDictionary<string, List<string>> ParentMap { get; set; } = [];

    /// <summary>What reads each resource.</summary>
    public OrderedDictionary<string, List<string>> ChildMap { get; set; } = [];

    /// <summary>Members of each group by its name.</summary>
    public OrderedDictionary<string, List<string>> GroupMap { get; set; } = [];

    /// <summary>Saved queries by unique id.</summary>
    public OrderedDictionary<string, SavedQuery> SavedQueries { get; set; } = [];

    /// <summary>Semantic models by unique id.</summary>
    public OrderedDictionary<string, SemanticModel> SemanticModels { get; set; } = [];

    /// <summary>Unit tests by unique id.</summary>
    public OrderedDictionary<string, UnitTest> UnitTests { get; set; } = [];

    /// <summary>User-defined functions by unique id.</summary>
    public OrderedDictionary<string, ManifestNode> Functions { get; set; } = [];

    /// <summary>The resource of a unique id, of whatever kind, or null.</summary>
    /// <param name="uniqueId">Identity to look for.</param>
    public IManifestResource? Find(string uniqueId)
    {
        if (Nodes.TryGetValue(uniqueId, out var node))
        {
            return node;
        }
        if (Sources.TryGetValue(uniqueId, out var source))
        {
            return source;
        }
        if (Exposures.TryGetValue(uniqueId, out var exposure))
        {
            return exposure;
        }
        if (Metrics.TryGetValue(uniqueId, out var metric))
        {
            return metric;
        }
        if (SemanticModels.TryGetValue(uniqueId, out var semanticModel))
        {
            return semanticModel;
        }
        if (SavedQueries.TryGetValue(uniqueId, out var savedQuery))
        {
            return savedQuery;
        }
        if (UnitTests.TryGetValue(uniqueId, out var unitTest))
        {
            return unitTest;
        }
        if (Functions.TryGetValue(uniqueId, out var function))
        {
            return function;
        }
        if (Macros.TryGetValue(uniqueId, out var macro))
        {
            return macro;
        }
        return Groups.GetValueOrDefault(uniqueId);
    }

    /// <summary>Every resource that takes part in the graph, in the manifest's order.</summary>
    public IEnumerable<IManifestResource> GraphResources() =>
        [
            .. Nodes.Values,
            .. Sources.Values,
            .. Exposures.Values,
            .. Metrics.Values,
            .. SemanticModels.Values,
            .. SavedQueries.Values,
            .. UnitTests.Values,
            .. Functions.Values,
        ];
}
