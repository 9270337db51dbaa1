namespace Headgate.Store.Model;

/// <summary>A person. Rights come from memberships, groups and licences.</summary>
public sealed class User : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Address, unique, compared without case.</summary>
    public string Email { get; set; } = "";

    /// <summary>Given name.</summary>
    public string FirstName { get; set; } = "";

    /// <summary>Family name.</summary>
    public string LastName { get; set; } = "";

    /// <summary>May sign in.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Staff of the platform's operator.</summary>
    public bool IsStaff { get; set; }

    /// <summary>The address has been confirmed.</summary>
    public bool EmailVerified { get; set; }

    /// <summary>Last sign-in.</summary>
    public DateTimeOffset? LastLogin { get; set; }

    /// <summary>Linked GitHub name.</summary>
    public string? GithubUsername { get; set; }

    /// <summary>Linked GitLab name.</summary>
    public string? GitlabUsername { get; set; }

    /// <summary>Linked Microsoft Entra name.</summary>
    public string? AzureActiveDirectoryUsername { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
