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
    private static readonly string[] DatabaseNames = ["dbname", "database"];

    /// <summary>Why a connection is refused; null where it leads elsewhere.</summary>
    public static Task<string?> FaultAsync(Connection connection, StoreSettings store, CancellationToken cancellation) =>
        FaultAsync(connection, Views.StoredJson.Fields(connection.Config), store, cancellation);

    /// <summary>Why a profile is refused, in which attributes of the environment may have named another database than the connection does; null where it leads elsewhere.</summary>
    /// <param name="connection">The connection, which says the host.</param>
    /// <param name="keys">Keys of the profile, or of the connection.</param>
    /// <param name="store">The server's own database.</param>
    /// <param name="cancellation">Ends the look-up of names.</param>
    public static async Task<string?> FaultAsync<T>(
        Connection connection,
        IReadOnlyDictionary<string, T> keys,
        StoreSettings store,
        CancellationToken cancellation
    )
    {
        if (store.PostgresPlace is not { } own || RunEgress.TargetOf(connection) is not { } target || target.Port != own.Port)
        {
            return null;
        }
        // A server gives out its other databases only to whoever may connect to them; its own is what nobody else may have.
        if (!DatabaseNames.Any(name => keys.TryGetValue(name, out var database) && MayBe(database?.ToString(), own.Database)))
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

    /// <summary>A template can become any name, and is only rendered inside the run.</summary>
    private static bool MayBe(string? database, string own) =>
        database == own
        || (
            database is not null && (database.Contains("{{", StringComparison.Ordinal) || database.Contains("{%", StringComparison.Ordinal))
        );

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
