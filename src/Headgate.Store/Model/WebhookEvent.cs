namespace Headgate.Store.Model;

/// <summary>One event for one subscription, with the exact body to send.</summary>
public sealed class WebhookEvent
{
    /// <summary>"wev_" and base62 characters; the same in every attempt.</summary>
    public string Id { get; set; } = "";

    /// <summary>Order of creation, assigned by the database.</summary>
    public long Sequence { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The subscription.</summary>
    public string SubscriptionId { get; set; } = "";

    /// <summary>The outbox row it was made from; null for a test.</summary>
    public long? OutboxEventId { get; set; }

    /// <summary>The job; null for a test.</summary>
    public long? JobId { get; set; }

    /// <summary>The run; null for a test.</summary>
    public long? RunId { get; set; }

    /// <summary>job.run.started, job.run.completed or job.run.errored.</summary>
    public string EventType { get; set; } = "";

    /// <summary>The body, exactly as sent.</summary>
    public string Payload { get; set; } = "";

    /// <summary>Pending, delivered or failed.</summary>
    public WebhookEventStatus Status { get; set; } = WebhookEventStatus.Pending;

    /// <summary>Attempts so far, at most five.</summary>
    public int Attempts { get; set; }

    /// <summary>Status of the last attempt; 0 means no answer.</summary>
    public int HttpStatusCode { get; set; }

    /// <summary>When the next attempt is due; null when there is none.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Sent by the test call.</summary>
    public bool IsTest { get; set; }

    /// <summary>When what it tells happened.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
