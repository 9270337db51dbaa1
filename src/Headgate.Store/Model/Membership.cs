namespace Headgate.Store.Model;

/// <summary>A user's place in an account, with a licence ("permission" in the Administrative API v2).</summary>
public sealed class Membership : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The user.</summary>
    public long UserId { get; set; }

    /// <summary>developer, read_only, it, analyst or explorer.</summary>
    public string LicenseType { get; set; } = "developer";

    /// <summary>Kept by an identity provider.</summary>
    public bool ScimManaged { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
