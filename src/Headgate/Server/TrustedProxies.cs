using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Headgate.Server;

/// <summary>
/// Proxies whose word about a caller's address is taken. The address is the last in <c>X-Forwarded-For</c> that is no trusted proxy's; from anyone else the header is
/// nothing.
/// </summary>
internal sealed class TrustedProxies(IEnumerable<string> networks)
{
    private readonly List<IPNetwork> _networks = [.. networks.Select(text => Parse(text)!.Value)];

    /// <summary>Whether an address is one of theirs.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.Contains(plain));
    }

    /// <summary>Lets all that follows see the address of the caller instead of the proxy's.</summary>
    public void Use(IApplicationBuilder app)
    {
        if (_networks.Count == 0)
        {
            return;
        }
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        _networks.ForEach(options.KnownIPNetworks.Add);
        app.UseForwardedHeaders(options);
    }

    /// <summary>Whether a text is a network such as 10.0.0.0/8, or one address.</summary>
    public static bool IsNetwork(string text) => Parse(text) is not null;

    /// <summary>An address with a length of prefix that leaves some of it out is no network: whoever wrote it may have meant the address alone.</summary>
    private static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? (text.StartsWith(network.BaseAddress + "/", StringComparison.OrdinalIgnoreCase) ? network : null)
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
