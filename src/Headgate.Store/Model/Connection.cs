namespace Headgate.Store.Model;

/// <summary>A warehouse of an account. Secret fields of its configuration are kept apart, encrypted.</summary>
public sealed class Connection : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project of an older per-project connection.</summary>
    public long? ProjectId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Adapter, e.g. "postgres_v0" or "duckdb_v0".</summary>
    public string AdapterVersion { get; set; } = "";

    /// <summary>Type of the older per-project form, e.g. "postgres" or "adapter".</summary>
    public string? Type { get; set; }

    /// <summary>Fields of the configuration that are no secrets: a JSON object.</summary>
    public string Config { get; set; } = "{}";

    /// <summary>Secret fields of the configuration: an encrypted JSON object.</summary>
    public string? SecretConfig { get; set; }

    /// <summary>Private endpoint.</summary>
    public string? PrivateLinkEndpointId { get; set; }

    /// <summary>Reached through an SSH tunnel.</summary>
    public bool IsSshTunnelEnabled { get; set; }

    /// <summary>Where the identity provider sends people back to.</summary>
    public string? OauthRedirectUri { get; set; }

    /// <summary>OAuth configuration.</summary>
    public long? OauthConfigurationId { get; set; }

    /// <summary>The adapter signs in by itself.</summary>
    public bool? IsConfiguredForNativeOauth { get; set; }

    /// <summary>Credentials for reading metadata.</summary>
    public long? PlatformMetadataCredentialsId { get; set; }

    /// <summary>Credentials for analytics.</summary>
    public long? AnalyticsCredentialsId { get; set; }

    /// <summary>The user who created it.</summary>
    public long? CreatedById { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
