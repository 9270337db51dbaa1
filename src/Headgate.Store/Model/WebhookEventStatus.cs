namespace Headgate.Store.Model;

/// <summary>Where an event stands.</summary>
public enum WebhookEventStatus
{
    /// <summary>Not delivered yet; another attempt follows.</summary>
    Pending = 0,

    /// <summary>The receiver answered with 2xx.</summary>
    Delivered = 1,

    /// <summary>All attempts were in vain, or the subscription was switched off.</summary>
    Failed = 2,
}
