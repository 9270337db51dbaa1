namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>Where webhooks may be posted to. Link-local, multicast and reserved addresses are never allowed.</summary>
public enum ReceiverReach
{
    /// <summary>The public internet only.</summary>
    Public,

    /// <summary>Also this machine's own loopback addresses.</summary>
    Loopback,

    /// <summary>Also loopback, private and carrier-grade networks.</summary>
    Private,
}
