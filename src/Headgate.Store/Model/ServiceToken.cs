namespace Headgate.Store.Model;

/// <summary>A token that belongs to an account and carries permission sets. Only a keyed hash of the secret is kept.</summary>
public sealed class ServiceToken : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>UUID, the public id of the token.</summary>
    public string Uid { get; set; } = "";

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Keyed hash of the secret, hex; the look-up key.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The first characters of the secret, for recognising it in lists.</summary>
    public string TokenHint { get; set; } = "";

    /// <summary>Reads metadata and nothing else.</summary>
    public bool MetadataOnly { get; set; }

    /// <summary>Manages webhook subscriptions and nothing else.</summary>
    public bool WebhooksOnly { get; set; }

    /// <summary>Refused from then on; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Last accepted call, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>The user who created it.</summary>
    public long? CreatedById { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
