namespace Headgate.Store.Model;

/// <summary>How queries of metrics sign in to the warehouse of a project. Secrets are kept apart, encrypted.</summary>
public sealed class SemanticLayerCredential : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Adapter, e.g. "postgres_v0"; that of the project's connection.</summary>
    public string AdapterVersion { get; set; } = "";

    /// <summary>Values that are no secrets: a JSON object.</summary>
    public string Values { get; set; } = "{}";

    /// <summary>Passwords and keys: an encrypted JSON object.</summary>
    public string? SecretValues { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
