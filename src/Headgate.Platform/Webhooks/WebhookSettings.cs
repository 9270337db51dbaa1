using Headgate.Platform.Webhooks.Keeping;
using Headgate.Reach;

namespace Headgate.Platform.Webhooks;

/// <summary>What the delivery of webhooks is told at start.</summary>
public sealed record WebhookSettings
{
    /// <summary>The address under which people reach the server, which is none that it posts to.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>Where webhooks may be posted to.</summary>
    public ReceiverReach Reach { get; init; }

    /// <summary>When those that were not received are tried again.</summary>
    public RetrySettings Retries { get; init; } = new();
}
