namespace Headgate.Store.Model;

/// <summary>A node of a dbt project in one environment: how it is defined now, how it was when it was last executed, and how that went.</summary>
public sealed class MetadataNode : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The environment.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>dbt's id of it, such as <c>model.shop.orders</c>.</summary>
    public string UniqueId { get; set; } = "";

    /// <summary>How the newest manifest defines it (<see cref="MetadataDefinition"/>); null where it does not any more.</summary>
    public long? DefinitionId { get; set; }

    /// <summary>How it was defined when it was last executed; null where it never was.</summary>
    public long? AppliedId { get; set; }

    /// <summary>The code that was last executed, compressed; null for none.</summary>
    public byte[]? CompiledCode { get; set; }

    /// <summary>The last execution, as JSON; null for none.</summary>
    public string? Execution { get; set; }

    /// <summary>When the run of the last execution ended: what older runs say comes too late.</summary>
    public DateTimeOffset? ExecutionRunEndedAt { get; set; }

    /// <summary>The last check of a source's freshness, as JSON; null for none.</summary>
    public string? Freshness { get; set; }

    /// <summary>When the run of that check ended.</summary>
    public DateTimeOffset? FreshnessRunEndedAt { get; set; }

    /// <summary>What the warehouse says of its table, as JSON, compressed; null for nothing.</summary>
    public byte[]? Catalog { get; set; }

    /// <summary>The run that asked the warehouse.</summary>
    public long? CatalogRunId { get; set; }

    /// <summary>That run's job.</summary>
    public long? CatalogJobId { get; set; }

    /// <summary>When the warehouse was asked.</summary>
    public DateTimeOffset? CatalogAt { get; set; }
}
