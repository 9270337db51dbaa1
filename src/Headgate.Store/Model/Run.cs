namespace Headgate.Store.Model;

/// <summary>One execution of a job: a state machine from queued to success, error or cancelled.</summary>
public sealed class Run : IRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The project.</summary>
    public long ProjectId { get; set; }

    /// <summary>The environment.</summary>
    public long EnvironmentId { get; set; }

    /// <summary>The job.</summary>
    public long JobDefinitionId { get; set; }

    /// <summary>Why it runs.</summary>
    public long TriggerId { get; set; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; set; } = RunStatus.Queued;

    /// <summary>What it waits for or why it ended; null when there is nothing to say.</summary>
    public string? StatusMessage { get; set; }

    /// <summary>Version of dbt it uses.</summary>
    public string? DbtVersion { get; set; }

    /// <summary>Branch checked out.</summary>
    public string? GitBranch { get; set; }

    /// <summary>Commit checked out.</summary>
    public string? GitSha { get; set; }

    /// <summary>Node that executes it.</summary>
    public string? OwnerThreadId { get; set; }

    /// <summary>Attempt that executes it, "dbt-run-{id}-xxxxx".</summary>
    public string? ExecutedByThreadId { get; set; }

    /// <summary>Run whose manifest is deferred to.</summary>
    public long? DeferringRunId { get; set; }

    /// <summary>Run that this one retries.</summary>
    public long? RetryingRunId { get; set; }

    /// <summary>Index of the failed step in the retried run.</summary>
    public int? RetryFromStep { get; set; }

    /// <summary>Artifacts are stored.</summary>
    public bool ArtifactsSaved { get; set; }

    /// <summary>Key prefix of the artifacts.</summary>
    public string? ArtifactS3Path { get; set; }

    /// <summary>A docs step succeeded.</summary>
    public bool HasDocsGenerated { get; set; }

    /// <summary>A source freshness step succeeded.</summary>
    public bool HasSourcesGenerated { get; set; }

    /// <summary>Notifications have left.</summary>
    public bool NotificationsSent { get; set; }

    /// <summary>A cached clone was used because the git provider did not answer.</summary>
    public bool UsedRepoCache { get; set; }

    /// <summary>Commands as they stood when the run was triggered.</summary>
    public List<string> Commands { get; set; } = [];

    /// <summary>Docs are generated at the end, as decided when triggered.</summary>
    public bool GenerateDocs { get; set; }

    /// <summary>Source freshness is checked, as decided when triggered.</summary>
    public bool GenerateSources { get; set; }

    /// <summary>Threads as decided when triggered.</summary>
    public int Threads { get; set; } = 4;

    /// <summary>Target as decided when triggered.</summary>
    public string TargetName { get; set; } = "default";

    /// <summary>Timeout in seconds as decided when triggered; 0 means the account's limit only.</summary>
    public int TimeoutSeconds { get; set; }

    /// <summary>Runs it waits for.</summary>
    public List<long> BlockedBy { get; set; } = [];

    /// <summary>Planned start of a scheduled run.</summary>
    public DateTimeOffset? ShouldStartAt { get; set; }

    /// <summary>When it left the queue.</summary>
    public DateTimeOffset? DequeuedAt { get; set; }

    /// <summary>When its first step started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When the queue last looked at it.</summary>
    public DateTimeOffset? LastCheckedAt { get; set; }

    /// <summary>Last sign of life of the node that executes it.</summary>
    public DateTimeOffset? LastHeartbeatAt { get; set; }

    /// <summary>When somebody asked to cancel it.</summary>
    public DateTimeOffset? CancelRequestedAt { get; set; }

    /// <summary>Kind of who triggered it: user, service_token, agent or system.</summary>
    public string? TriggerActorType { get; set; }

    /// <summary>Id of who triggered it.</summary>
    public string? TriggerActorId { get; set; }

    /// <summary>Name of who triggered it.</summary>
    public string? TriggerActorName { get; set; }

    /// <summary>Kind of who cancelled it.</summary>
    public string? CancelActorType { get; set; }

    /// <summary>Id of who cancelled it.</summary>
    public string? CancelActorId { get; set; }

    /// <summary>Name of who cancelled it.</summary>
    public string? CancelActorName { get; set; }

    /// <summary>Process id of the child that executes the current step.</summary>
    public int? ProcessId { get; set; }

    /// <summary>Start time of that child in clock ticks since boot; tells it from a later process with the same id.</summary>
    public long? ProcessStartTicks { get; set; }

    /// <summary>How often execution was begun; more than one after a recovery.</summary>
    public int Attempt { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
