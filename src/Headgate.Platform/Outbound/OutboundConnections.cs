using System.Net;
using System.Net.Sockets;
using Headgate.Platform.Webhooks;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Reach;
using Headgate.Wire;

namespace Headgate.Platform.Outbound;

/// <summary>Connects to foreign servers as webhooks connect to receivers, by the same rules, with a reach of their own. Keys are sent, so that HTTP without TLS stays inside.</summary>
internal sealed class OutboundConnections(OwnAddresses own, IReceiverNames names, OutboundSettings settings) : IOutboundConnections
{
    private const string Open = "http:// shows what is sent to the network; use https://";

    private readonly ReceiverConnection _connection = new(new ReceiverRules(new WebhookSettings { Reach = settings.Reach }, own), names);

    public string? Problem(Uri address)
    {
        if (own.Has(address))
        {
            return "it is the address of this server itself";
        }
        var host = address.IdnHost.Trim('[', ']').TrimEnd('.');
        var literal =
            IPAddress.TryParse(host, out var written) ? written
            : AddressRules.IsLoopbackName(host) ? IPAddress.Loopback
            : null;
        if (literal is not null && !settings.Reach.Allows(literal))
        {
            return $"{host} is not on the public internet{Setting(AddressRules.KindOf(literal))}";
        }
        var isPublic = literal is null ? settings.Reach == ReceiverReach.Public : AddressRules.KindOf(literal) == AddressKind.Public;
        return address.Scheme == Uri.UriSchemeHttp && isPublic ? Open : null;
    }

    public async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        Stream stream;
        try
        {
            stream = await _connection.ConnectAsync(address.IdnHost, address.Port, cancellation);
        }
        catch (ReceiverFault fault)
        {
            throw new OutboundFault(
                fault.Code == "blocked-address"
                    ? "its address is not one that this server may connect to. An operator can allow addresses inside with mcp.allow_private_servers."
                    : "no connection could be made."
            );
        }
        if (address.Scheme == Uri.UriSchemeHttp && IsPublic(stream))
        {
            await stream.DisposeAsync();
            throw new OutboundFault(Open + ".");
        }
        return stream;
    }

    private static bool IsPublic(Stream stream) =>
        stream is NetworkStream { Socket.RemoteEndPoint: IPEndPoint { Address: { } reached } }
        && AddressRules.KindOf(reached) == AddressKind.Public;

    private static string Setting(AddressKind kind) =>
        kind switch
        {
            AddressKind.Loopback => "; the operator can allow this machine's own addresses with mcp.allow_loopback_servers",
            AddressKind.Private => "; the operator can allow private networks with mcp.allow_private_servers",
            _ => "",
        };
}
