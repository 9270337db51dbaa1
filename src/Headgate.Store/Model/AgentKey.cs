namespace Headgate.Store.Model;

/// <summary>A key of an agent, "hga_…". Only a keyed hash of the secret is kept.</summary>
public sealed class AgentKey : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The agent.</summary>
    public long AgentId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Keyed hash of the secret, hex; the look-up key.</summary>
    public string KeyHash { get; set; } = "";

    /// <summary>The first characters of the secret, for recognising it in lists.</summary>
    public string KeyHint { get; set; } = "";

    /// <summary>Refused from then on; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Refused from then on.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The networks that its calls may come from, with commas between; null for all.</summary>
    public string? Networks { get; set; }

    /// <summary>Last accepted call, to the minute.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
