namespace Headgate.Store.Model;

/// <summary>A set of users with permission sets.</summary>
public sealed class Group : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>New members of the account join it.</summary>
    public bool AssignByDefault { get; set; }

    /// <summary>Groups of the identity provider that map to it.</summary>
    public List<string> SsoMappingGroups { get; set; } = [];

    /// <summary>Kept by an identity provider.</summary>
    public bool ScimManaged { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
