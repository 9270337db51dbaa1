using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Headgate.Store;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Box;

/// <summary>
/// Whether a connection leads to the database that this server keeps its own data in: whoever works there can give themselves any right. It is asked when a connection is
/// saved, and again by each run, since names can lead elsewhere later.
/// </summary>
internal static class OwnDatabase
{
    /// <summary>Why a connection is refused; null where it leads elsewhere.</summary>
    public static async Task<string?> FaultAsync(Connection connection, StoreSettings store, CancellationToken cancellation)
    {
        if (store.PostgresPlace is not { } own || RunEgress.TargetOf(connection) is not { } target || target.Port != own.Port)
        {
            return null;
        }
        // A server gives out its other databases only to whoever may connect to them; its own is what nobody else may have.
        if (!string.Equals(StoredDatabase(connection), own.Database, StringComparison.Ordinal))
        {
            return null;
        }
        var its = await AddressesAsync(target.Host, cancellation);
        foreach (var host in own.Hosts)
        {
            if (
                string.Equals(host, target.Host, StringComparison.OrdinalIgnoreCase)
                || (await AddressesAsync(host, cancellation)).Overlaps(its)
            )
            {
                return "this is the database in which the server keeps its own data: name another one";
            }
        }
        return null;
    }

    private static string? StoredDatabase(Connection connection)
    {
        var config = Views.StoredJson.Read(connection.Config);
        return config.TryGetProperty("dbname", out var name) || config.TryGetProperty("database", out name) ? name.ToString() : null;
    }

    /// <summary>The addresses of a host. Those of this machine count as one, its sockets too; a name that leads nowhere has none.</summary>
    private static async Task<HashSet<IPAddress>> AddressesAsync(string host, CancellationToken cancellation)
    {
        if (host.StartsWith('/'))
        {
            return [IPAddress.Loopback];
        }
        var name = host.Trim('[', ']');
        try
        {
            IPAddress[] found = IPAddress.TryParse(name, out var address) ? [address] : await Dns.GetHostAddressesAsync(name, cancellation);
            return [.. found.Select(one => one.IsIPv4MappedToIPv6 ? one.MapToIPv4() : one).Select(OfThisMachineAsOne)];
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private static IPAddress OfThisMachineAsOne(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address))
            ? IPAddress.Loopback
            : address;
}
