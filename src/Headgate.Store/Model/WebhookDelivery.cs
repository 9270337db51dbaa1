namespace Headgate.Store.Model;

/// <summary>One attempt to deliver an event, kept as a receipt for 30 days.</summary>
public sealed class WebhookDelivery
{
    /// <summary>"wre_" and base62 characters.</summary>
    public string Id { get; set; } = "";

    /// <summary>Order of creation, assigned by the database.</summary>
    public long Sequence { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The event.</summary>
    public string EventId { get; set; } = "";

    /// <summary>The subscription.</summary>
    public string SubscriptionId { get; set; } = "";

    /// <summary>From 1.</summary>
    public int Attempt { get; set; }

    /// <summary>Status of the answer; 0 means no answer.</summary>
    public int HttpStatusCode { get; set; }

    /// <summary>blocked-address, timeout, redirect, tls, connection or status; null when delivered.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>What went wrong, in words.</summary>
    public string? ErrorInfo { get; set; }

    /// <summary>The body as sent.</summary>
    public string RequestBody { get; set; } = "";

    /// <summary>Headers as sent, without the signature.</summary>
    public string RequestHeaders { get; set; } = "";

    /// <summary>Start of the answer, at most 64 KiB.</summary>
    public string? ResponseBody { get; set; }

    /// <summary>When the attempt was made.</summary>
    public DateTimeOffset DispatchedAt { get; set; }
}
