using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.State;

/// <summary>A node in one view of an environment or of a run.</summary>
internal sealed class ViewNode
{
    /// <summary>What lists and lineage need of it.</summary>
    public required NodeOutline Outline { get; init; }

    /// <summary>Its kind, in the schema's word.</summary>
    public required string Kind { get; init; }

    /// <summary>Its row; 0 of a run's.</summary>
    public long RowId { get; init; }

    /// <summary>The row with all that is kept of it; 0 where <see cref="Body"/> has it.</summary>
    public long DefinitionId { get; init; }

    /// <summary>All that is kept of it, compressed; null where it is in the database.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The code that was executed, compressed; null where it is in the database, or there is none.</summary>
    public byte[]? CompiledCode { get; init; }

    /// <summary>What the warehouse says of it, compressed; null where it is in the database, or there is nothing.</summary>
    public byte[]? Catalog { get; init; }

    /// <summary>The last execution.</summary>
    public NodeExecution? Execution { get; init; }

    /// <summary>The last check of freshness.</summary>
    public NodeFreshness? Freshness { get; init; }

    /// <summary>Where what the warehouse says is from; null for nothing.</summary>
    public CatalogOrigin? CatalogFrom { get; init; }

    /// <summary>dbt's id.</summary>
    public string Id => Outline.UniqueId;
}
