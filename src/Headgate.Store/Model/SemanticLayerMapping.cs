namespace Headgate.Store.Model;

/// <summary>Which Semantic Layer credentials the queries of a service token use in a project.</summary>
public sealed class SemanticLayerMapping : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project of the credentials.</summary>
    public long ProjectId { get; set; }

    /// <summary>The credentials.</summary>
    public long SemanticLayerCredentialsId { get; set; }

    /// <summary>The service token.</summary>
    public long ServiceTokenId { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
