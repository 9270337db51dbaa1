namespace Headgate.Store.Model;

/// <summary>One value of an environment variable of dbt, in one scope. Values of secrets are encrypted.</summary>
public sealed class EnvironmentVariable : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>Name, upper case, beginning with DBT_.</summary>
    public string Name { get; set; } = "";

    /// <summary>project, environment, job or user.</summary>
    public string Type { get; set; } = "project";

    /// <summary>The environment of an environment value.</summary>
    public long? EnvironmentId { get; set; }

    /// <summary>The job of a job value.</summary>
    public long? JobDefinitionId { get; set; }

    /// <summary>The user of a personal value.</summary>
    public long? UserId { get; set; }

    /// <summary>The value, where the name is no secret's.</summary>
    public string? RawValue { get; set; }

    /// <summary>The value encrypted, where the name begins with DBT_ENV_SECRET.</summary>
    public string? SecretValue { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
