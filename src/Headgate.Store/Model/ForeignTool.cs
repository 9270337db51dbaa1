namespace Headgate.Store.Model;

/// <summary>A tool of a foreign server: as it is said to be now, and as a person has looked at it.</summary>
public sealed class ForeignTool : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Its server.</summary>
    public long ServerId { get; set; }

    /// <summary>The name that its server gives it.</summary>
    public string Tool { get; set; } = "";

    /// <summary>Its name here.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its definition as JSON, keys in order.</summary>
    public string Definition { get; set; } = "";

    /// <summary>Digest of <see cref="Definition"/>.</summary>
    public string Digest { get; set; } = "";

    /// <summary>Why it is withheld whatever anyone says of it: its name is another's too, its schema cannot be used; null for nothing.</summary>
    public string? LeftOut { get; set; }

    /// <summary>The definition that a person has looked at; null for none.</summary>
    public string? ReviewedDefinition { get; set; }

    /// <summary>Digest of <see cref="ReviewedDefinition"/>: while it is the present one, the tool can be used.</summary>
    public string? ReviewedDigest { get; set; }

    /// <summary>When it was looked at.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>Who looked at it.</summary>
    public string? ReviewedBy { get; set; }

    /// <summary>Active, or deleted: its server no longer has it, or is deleted.</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
