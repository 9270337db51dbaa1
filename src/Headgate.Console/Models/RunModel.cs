namespace Headgate.WebConsole.Models;

/// <summary>A run.</summary>
public sealed record RunModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its job.</summary>
    public long JobId { get; init; }

    /// <summary>Its project.</summary>
    public long ProjectId { get; init; }

    /// <summary>Its environment.</summary>
    public long EnvironmentId { get; init; }

    /// <summary>dbt's number.</summary>
    public int Status { get; init; }

    /// <summary>What is said of it.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When it was made.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>When it began.</summary>
    public string? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public string? FinishedAt { get; init; }

    /// <summary>The commit.</summary>
    public string? GitSha { get; init; }

    /// <summary>The branch.</summary>
    public string? GitBranch { get; init; }

    /// <summary>Whether it can be retried.</summary>
    public bool CanRetry { get; init; }

    /// <summary>Its steps.</summary>
    public IReadOnlyList<StepModel> RunSteps { get; init; } = [];

    /// <summary>Why it runs.</summary>
    public TriggerModel? Trigger { get; init; }

    /// <summary>Its job.</summary>
    public NamedModel? Job { get; init; }

    /// <summary>Its environment.</summary>
    public NamedModel? Environment { get; init; }

    /// <summary>The run that it retries.</summary>
    public long? RetryingRunId { get; init; }
}
