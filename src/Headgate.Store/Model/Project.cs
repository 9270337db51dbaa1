namespace Headgate.Store.Model;

/// <summary>A dbt project of an account.</summary>
public sealed class Project : IAccountRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>Connection of the project as older clients set it.</summary>
    public long? ConnectionId { get; set; }

    /// <summary>Repository with the project's files.</summary>
    public long? RepositoryId { get; set; }

    /// <summary>Semantic Layer configuration.</summary>
    public long? SemanticLayerConfigId { get; set; }

    /// <summary>Folder of dbt_project.yml inside the repository.</summary>
    public string? DbtProjectSubdirectory { get; set; }

    /// <summary>Job whose docs are shown.</summary>
    public long? DocsJobId { get; set; }

    /// <summary>Job whose source freshness is shown.</summary>
    public long? FreshnessJobId { get; set; }

    /// <summary>0 = default, 1 = hybrid.</summary>
    public int Type { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
