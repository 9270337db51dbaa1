namespace Headgate.Store.Model;

/// <summary>Somebody wants to be told about runs. The signing secret is kept encrypted.</summary>
public sealed class WebhookSubscription : ITimestamped, ISoftDeleted
{
    /// <summary>"wsu_" and base62 characters.</summary>
    public string Id { get; set; } = "";

    /// <summary>Order of creation, assigned by the database.</summary>
    public long Sequence { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Name given by people.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>job.run.started, job.run.completed, job.run.errored.</summary>
    public List<string> EventTypes { get; set; } = [];

    /// <summary>Jobs; empty means all jobs of the account.</summary>
    public List<long> JobIds { get; set; } = [];

    /// <summary>Address that events are posted to.</summary>
    public string ClientUrl { get; set; } = "";

    /// <summary>Events are delivered.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Encrypted signing secret.</summary>
    public string HmacSecret { get; set; } = "";

    /// <summary>Last delivery.</summary>
    public DateTimeOffset? DispatchedAt { get; set; }

    /// <summary>Status of the last delivery; 0 means never delivered.</summary>
    public int HttpStatusCode { get; set; }

    /// <summary>Attempts that failed since the last success.</summary>
    public int ConsecutiveFailures { get; set; }

    /// <summary>Why the platform switched it off.</summary>
    public string? DeactivateReason { get; set; }

    /// <summary>Who created it, for the gate's scope rules.</summary>
    public string? CreatedBy { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
