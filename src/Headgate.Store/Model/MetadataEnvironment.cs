namespace Headgate.Store.Model;

/// <summary>What is known of a project in one environment, from the artifacts of its runs: the newest definition, and when something was last built.</summary>
public sealed class MetadataEnvironment : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>The environment; one row for each.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>Grows with every change of anything that is known of it.</summary>
    public long Version { get; set; }

    /// <summary>The version that it had when the columns of its nodes were last looked at.</summary>
    public long ColumnsVersion { get; set; }

    /// <summary>The run whose manifest is the newest; null before the first.</summary>
    public long? DefinitionRunId { get; set; }

    /// <summary>That run's job.</summary>
    public long? DefinitionJobId { get; set; }

    /// <summary>When that run ended.</summary>
    public DateTimeOffset? DefinitionRunEndedAt { get; set; }

    /// <summary>When that manifest was made, as it says itself.</summary>
    public DateTimeOffset? ManifestGeneratedAt { get; set; }

    /// <summary>When something was last built.</summary>
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>The commit that was last built.</summary>
    public string? AppliedGitSha { get; set; }

    /// <summary>Name of the dbt project, as its manifest says.</summary>
    public string? DbtProjectName { get; set; }

    /// <summary>Kind of the warehouse, as its manifest says.</summary>
    public string? AdapterType { get; set; }

    /// <summary>Version of dbt that made the newest manifest.</summary>
    public string? DbtVersion { get; set; }
}
