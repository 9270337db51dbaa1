namespace Headgate.Store.Model;

/// <summary>A change that others follow: written in the transaction of the change, handled afterwards.</summary>
public sealed class OutboxEvent : IRow
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>run.queued, run.starting, run.running, run.succeeded, run.errored, run.cancelled, artifacts.saved; or one of <see cref="ApprovalChange"/>.</summary>
    public string Type { get; set; } = "";

    /// <summary>The project.</summary>
    public long? ProjectId { get; set; }

    /// <summary>The environment.</summary>
    public long? EnvironmentId { get; set; }

    /// <summary>The job.</summary>
    public long? JobId { get; set; }

    /// <summary>The run.</summary>
    public long? RunId { get; set; }

    /// <summary>Status of the run after the change.</summary>
    public RunStatus? RunStatus { get; set; }

    /// <summary>More, as JSON.</summary>
    public string? Data { get; set; }

    /// <summary>When webhooks were made from it; null means not yet.</summary>
    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>When the artifacts of the run that it tells of were read, where it tells of an end; null means not yet looked at.</summary>
    public DateTimeOffset? IngestedAt { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
