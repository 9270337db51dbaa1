namespace Headgate.Dbt.Artifacts;

/// <summary>Where a node that is not built here is read from (<c>--defer</c>).</summary>
public sealed class DeferRelation
{
    /// <summary>Database.</summary>
    public string? Database { get; set; }

    /// <summary>Schema.</summary>
    public string Schema { get; set; } = "";

    /// <summary>Name of the relation.</summary>
    public string Alias { get; set; } = "";

    /// <summary>Full quoted name.</summary>
    public string? RelationName { get; set; }

    /// <summary>Kind of the node.</summary>
    public string ResourceType { get; set; } = "";

    /// <summary>Name of the node.</summary>
    public string Name { get; set; } = "";

    /// <summary>Description.</summary>
    public string Description { get; set; } = "";

    /// <summary>Compiled query, needed for ephemeral nodes.</summary>
    public string? CompiledCode { get; set; }

    /// <summary>Free data.</summary>
    public OrderedDictionary<string, object?> Meta { get; set; } = [];

    /// <summary>Tags.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Configuration of the deferred node.</summary>
    public NodeConfig? Config { get; set; }
}
