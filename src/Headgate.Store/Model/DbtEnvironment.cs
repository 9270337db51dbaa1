namespace Headgate.Store.Model;

/// <summary>An environment of a project (called so because System.Environment has the shorter name): where, with which dbt and as whom jobs run.</summary>
public sealed class DbtEnvironment : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "New Environment";

    /// <summary>Warehouse.</summary>
    public long? ConnectionId { get; set; }

    /// <summary>How to sign in.</summary>
    public long? CredentialsId { get; set; }

    /// <summary>Repository, when it differs from the project's.</summary>
    public long? RepositoryId { get; set; }

    /// <summary>Attributes merged into the profile.</summary>
    public long? ExtendedAttributesId { get; set; }

    /// <summary>Profile that stands for connection, credentials and attributes.</summary>
    public long? PrimaryProfileId { get; set; }

    /// <summary>Version of dbt as dbt names it, e.g. "latest"; resolved from RawDbtVersion.</summary>
    public string DbtVersion { get; set; } = "latest";

    /// <summary>Version of dbt as it was written.</summary>
    public string? RawDbtVersion { get; set; }

    /// <summary>development or deployment.</summary>
    public string Type { get; set; } = "deployment";

    /// <summary>production, staging or null for a general one.</summary>
    public string? DeploymentType { get; set; }

    /// <summary>CustomBranch is used instead of the default branch.</summary>
    public bool UseCustomBranch { get; set; }

    /// <summary>Branch.</summary>
    public string? CustomBranch { get; set; }

    /// <summary>Folder of dbt_project.yml, when it differs from the project's.</summary>
    public string? DbtProjectSubdirectory { get; set; }

    /// <summary>Docs may be generated.</summary>
    public bool SupportsDocs { get; set; }

    /// <summary>Query history of models is collected.</summary>
    public bool EnableModelQueryHistory { get; set; }

    /// <summary>State-aware orchestration.</summary>
    public bool EnableDbtState { get; set; }

    /// <summary>The user who created it.</summary>
    public long? CreatedById { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
