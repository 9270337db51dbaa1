namespace Headgate.Metadata.State;

/// <summary>Where nodes belong.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="EnvironmentId">The environment.</param>
internal sealed record StatePlace(long AccountId, long ProjectId, long EnvironmentId)
{
    /// <summary>The job whose run is looked at; of an environment that of the newest manifest.</summary>
    public long? JobId { get; init; }

    /// <summary>The run that is looked at; of an environment that of the newest manifest.</summary>
    public long? RunId { get; init; }

    /// <summary>When the manifest was made.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>Version of dbt.</summary>
    public string? DbtVersion { get; init; }

    /// <summary>Name of the dbt project.</summary>
    public string? DbtProjectName { get; init; }

    /// <summary>dbt's id of the command, of a run.</summary>
    public string? InvocationId { get; init; }
}
