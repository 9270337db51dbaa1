using System.Net;
using System.Net.Sockets;
using Headgate.Dbt.Confinement;
using Headgate.Reach;

namespace Headgate.Dbt.Project.Packages;

/// <summary>Which addresses a package may come from.</summary>
internal static class PackageAddresses
{
    /// <summary>An address without what it may hold of a secret.</summary>
    public static string Shown(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Judges an address before anything is connected.</summary>
    /// <exception cref="DbtException">It is no address of a package, or the box refuses it.</exception>
    public static void Check(Uri address, Box? box)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw Refused(Shown(address), "packages come by https:// only");
        }
        if (box is null)
        {
            return;
        }
        var host = address.IdnHost.Trim('[', ']');
        if (address.Scheme == Uri.UriSchemeHttp && !IsListed(host, box))
        {
            throw Refused(Shown(address), "http:// shows everything to the network; use https://");
        }
        if (
            IPAddress.TryParse(host, out var literal)
                ? !ReachOf(host, box).Allows(literal)
                : AddressRules.IsLoopbackName(host) && !IsListed(host, box)
        )
        {
            throw Refused(Shown(address), "it is not on the public internet. The operator can list the host in runs.git_hosts");
        }
    }

    /// <summary>The addresses of a host, all of which may be connected to.</summary>
    /// <exception cref="DbtException">One of them may not.</exception>
    /// <exception cref="HttpRequestException">The name has none.</exception>
    public static async Task<IPAddress[]> JudgedAsync(string host, Box box, CancellationToken cancellation)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(host, cancellation);
        }
        catch (SocketException unknown)
        {
            throw new HttpRequestException($"{host} has no address", unknown);
        }
        return addresses.FirstOrDefault(address => !ReachOf(host, box).Allows(address)) is { } inside
            ? throw Refused(
                host,
                $"it leads to {inside}, which is not on the public internet. The operator can list the host in runs.git_hosts"
            )
            : addresses;
    }

    /// <summary>Whether the operator lets packages come from a host inside.</summary>
    public static bool IsListed(string host, Box box) => box.PackageHosts.Contains(host);

    /// <summary>What is said of an address that a package may not come from.</summary>
    public static DbtException Refused(string address, string why) =>
        new(DbtErrorKind.Dependency, $"{Box.CommandRefuses}: the package's address {address} is refused: {why}.");

    private static ReceiverReach ReachOf(string host, Box box) => IsListed(host, box) ? ReceiverReach.Private : ReceiverReach.Public;
}
