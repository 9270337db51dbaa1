namespace Headgate.Reach;

/// <summary>Where the server itself may connect to for others: webhooks, and steps of runs. Link-local, multicast and reserved addresses are never allowed.</summary>
public enum ReceiverReach
{
    /// <summary>The public internet only.</summary>
    Public,

    /// <summary>Also this machine's own loopback addresses.</summary>
    Loopback,

    /// <summary>Also loopback, private and carrier-grade networks.</summary>
    Private,
}
