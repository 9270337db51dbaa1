namespace Headgate.Store.Model;

/// <summary>A user in a group.</summary>
public sealed class GroupMember : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The group.</summary>
    public long GroupId { get; set; }

    /// <summary>The user.</summary>
    public long UserId { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
