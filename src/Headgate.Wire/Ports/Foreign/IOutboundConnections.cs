namespace Headgate.Wire;

/// <summary>Connects to addresses that others have chosen, and to none that lie inside unless the operator allows it.</summary>
public interface IOutboundConnections
{
    /// <summary>What is wrong with an address, as far as that can be said without asking a name server; null where it may be tried.</summary>
    string? Problem(Uri address);

    /// <summary>Connects. The name is resolved once, each address judged, and exactly a judged one connected to.</summary>
    /// <exception cref="OutboundFault">It may not be connected to, or cannot.</exception>
    ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellation);
}
