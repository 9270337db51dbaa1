namespace Headgate.Store.Model;

/// <summary>How a project's environments sign in to their warehouse. Secrets are kept apart, encrypted.</summary>
public sealed class Credential : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long? ProjectId { get; set; }

    /// <summary>postgres, redshift, snowflake, bigquery or adapter.</summary>
    public string Type { get; set; } = "adapter";

    /// <summary>Adapter, e.g. "postgres_v0" or "duckdb_v0".</summary>
    public string? AdapterVersion { get; set; }

    /// <summary>Adapter row of older clients.</summary>
    public long? AdapterId { get; set; }

    /// <summary>Target in profiles.yml.</summary>
    public string TargetName { get; set; } = "default";

    /// <summary>Threads of dbt.</summary>
    public int Threads { get; set; } = 4;

    /// <summary>Schema that models are built in ("schema" or "default_schema").</summary>
    public string? Schema { get; set; }

    /// <summary>User name, where the adapter has one.</summary>
    public string? Username { get; set; }

    /// <summary>Other fields that are no secrets: a JSON object.</summary>
    public string Fields { get; set; } = "{}";

    /// <summary>Passwords and keys: an encrypted JSON object.</summary>
    public string? SecretFields { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
