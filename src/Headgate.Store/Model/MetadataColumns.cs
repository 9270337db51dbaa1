namespace Headgate.Store.Model;

/// <summary>Where the columns of a node come from, by the code that was last executed; kept until that or what it reads has other columns.</summary>
public sealed class MetadataColumns : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The environment.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>dbt's id of the node.</summary>
    public string UniqueId { get; set; } = "";

    /// <summary>Digest of the code and of the tables that it reads, lower-case hex.</summary>
    public string Checksum { get; set; } = "";

    /// <summary>The columns, or why they are not known, as JSON, compressed.</summary>
    public byte[] Columns { get; set; } = [];
}
