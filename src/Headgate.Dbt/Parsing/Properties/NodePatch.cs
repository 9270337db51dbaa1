using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>What a property file says of a model, seed, snapshot, analysis or singular test.</summary>
internal sealed class NodePatch
{
    /// <summary>Name of the resource.</summary>
    public required string Name { get; init; }

    /// <summary>Entry it was read from.</summary>
    public required PropertyEntry Entry { get; init; }

    /// <summary>Description, not rendered.</summary>
    public string Description { get; init; } = "";

    /// <summary>Configuration, with the properties that may stand beside it moved in.</summary>
    public OrderedDictionary<string, object?> Config { get; init; } = [];

    /// <summary>The <c>config</c> of the entry, or of the version, as it was written.</summary>
    public OrderedDictionary<string, object?> WrittenConfig { get; init; } = [];

    /// <summary>Columns in order.</summary>
    public IReadOnlyList<DescribedColumn> Columns { get; init; } = [];

    /// <summary>Constraints of the model.</summary>
    public IReadOnlyList<ModelConstraint> Constraints { get; init; } = [];

    /// <summary>Tests of the whole resource as written.</summary>
    public IReadOnlyList<object?> Tests { get; init; } = [];

    /// <summary>Whether tests quote the names of columns.</summary>
    public bool QuoteColumns { get; init; }

    /// <summary>Version, or null.</summary>
    public object? Version { get; init; }

    /// <summary>Latest version of the model, or null.</summary>
    public object? LatestVersion { get; init; }

    /// <summary>When this version ends, or null.</summary>
    public string? DeprecationDate { get; init; }

    /// <summary>How the model serves as a time spine, or null.</summary>
    public TimeSpine? TimeSpine { get; init; }

    /// <summary>Arguments of a function.</summary>
    public IReadOnlyList<FunctionArgument> Arguments { get; init; } = [];

    /// <summary>What a function gives; null for everything else.</summary>
    public FunctionReturns? Returns { get; init; }

    /// <summary>Name of the file where it is not the resource's own, or null.</summary>
    public string? DefinedIn { get; init; }

    /// <summary>Set once a node took the patch.</summary>
    public bool IsUsed { get; set; }
}
