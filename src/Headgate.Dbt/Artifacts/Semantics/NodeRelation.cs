namespace Headgate.Dbt.Artifacts;

/// <summary>The relation behind a semantic model or time spine.</summary>
public sealed class NodeRelation
{
    /// <summary>Name of the relation.</summary>
    public required string Alias { get; set; }

    /// <summary>Schema.</summary>
    public required string SchemaName { get; set; }

    /// <summary>Database.</summary>
    public string? Database { get; set; }

    /// <summary>Full quoted name.</summary>
    public string? RelationName { get; set; }
}
