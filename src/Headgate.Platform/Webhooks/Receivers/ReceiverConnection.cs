using System.Net;
using System.Net.Sockets;

namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>
/// Connects to receivers: the name is resolved once, each address is judged, and exactly a judged address is connected to, so that a name
/// that means something else the next moment gains nothing.
/// </summary>
internal sealed class ReceiverConnection(ReceiverRules rules, IReceiverNames names)
{
    /// <summary>One sentence for every way in which a connection can fail, so that it does not tell a closed port from a silent one.</summary>
    public const string NoConnection = "No connection to the receiver could be made.";

    public const string Blocked =
        "The receiver's address is not one that this server may post to. An operator can allow addresses inside with webhooks.allow_private_receivers.";

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(host, cancellation);
        var allowed = addresses.Where(address => rules.Allows(address, port)).ToList();
        if (allowed.Count == 0)
        {
            throw addresses.Count == 0 ? new ReceiverFault("connection", NoConnection) : new ReceiverFault("blocked-address", Blocked);
        }
        foreach (var address in allowed)
        {
            if (await TryAsync(new IPEndPoint(address, port), cancellation) is { } stream)
            {
                return stream;
            }
        }
        throw new ReceiverFault("connection", NoConnection);
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }
        try
        {
            return await names.ResolveAsync(host, cancellation);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static async Task<NetworkStream?> TryAsync(IPEndPoint receiver, CancellationToken cancellation)
    {
        var socket = new Socket(receiver.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(receiver, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
