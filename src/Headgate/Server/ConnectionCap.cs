using System.Collections.Concurrent;
using System.Net;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Headgate.Server;

/// <summary>Closes the connections of an address that has too many open, so that one address cannot take the places of all others.</summary>
internal sealed class ConnectionCap(int perAddress, TrustedProxies proxies, Func<IRecorder> recorder)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    /// <summary>Watches the connections of an address that the server listens on.</summary>
    public void Use(ListenOptions listen) => listen.Use(next => connection => AdmitAsync(connection, next));

    private async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (proxies.Contains(address))
        {
            await next(connection);
            return;
        }
        try
        {
            if (_open.AddOrUpdate(address, 1, static (_, open) => open + 1) > perAddress)
            {
                connection.Abort(new ConnectionAbortedException("Too many connections of one address."));
                await RecordAsync(connection.ConnectionId, address);
                return;
            }
            await next(connection);
        }
        finally
        {
            Leave(address);
        }
    }

    private void Leave(IPAddress address)
    {
        if (_open.AddOrUpdate(address, 0, static (_, open) => open - 1) == 0)
        {
            // Only an entry that still says 0 goes: another connection may have come meanwhile.
            _open.TryRemove(new(address, 0));
        }
    }

    private async Task RecordAsync(string connection, IPAddress address)
    {
        try
        {
            await recorder()
                .RecordDecisionAsync(
                    new CallRecord
                    {
                        RequestId = connection,
                        Caller = Caller.Anonymous,
                        Address = address.ToString(),
                        Surface = "http",
                        Method = "unknown",
                        Path = "",
                        Word = RecordWord.Stopped,
                        Reason = Reason.RateLimited,
                        Status = 0,
                        Sentence = $"A connection of {address} was closed: it has {perAddress} open, which is the most for one address.",
                    },
                    CancellationToken.None
                );
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The connection is closed already; a record that cannot be written stops every call, and is told there.
        }
    }
}
