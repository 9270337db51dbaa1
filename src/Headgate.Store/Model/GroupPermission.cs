namespace Headgate.Store.Model;

/// <summary>One permission set held by a group, for all projects or one.</summary>
public sealed class GroupPermission : IPermissionSetRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The group that holds it.</summary>
    public long GroupId { get; set; }

    /// <summary>Name of the permission set, e.g. "job_admin".</summary>
    public string PermissionSet { get; set; } = "";

    /// <summary>Level as older clients send it.</summary>
    public int? PermissionLevel { get; set; }

    /// <summary>Applies to every project.</summary>
    public bool AllProjects { get; set; }

    /// <summary>The only project it applies to.</summary>
    public long? ProjectId { get; set; }

    /// <summary>Categories of environments that may be written; empty opens none.</summary>
    public List<string> WritableEnvironmentCategories { get; set; } = [];

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
