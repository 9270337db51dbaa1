namespace Headgate.Store.Model;

/// <summary>What a manifest says of one node; kept once however many manifests say it.</summary>
public sealed class MetadataDefinition : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The environment.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>dbt's id of the node.</summary>
    public string UniqueId { get; set; } = "";

    /// <summary>Digest of what is said, lower-case hex.</summary>
    public string Digest { get; set; } = "";

    /// <summary>What lists, filters and lineage need, as JSON.</summary>
    public string Outline { get; set; } = "";

    /// <summary>All that is kept of it, as JSON, compressed.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>The run whose manifest said it first.</summary>
    public long RunId { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
