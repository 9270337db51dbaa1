using System.Net;

namespace Headgate.Catalogue;

/// <summary>Networks that calls may come from, such as <c>10.0.0.0/8</c>: any of them. Immutable.</summary>
public sealed class NetworkList
{
    private readonly IPNetwork[] _networks;

    private NetworkList(IPNetwork[] networks) => _networks = networks;

    /// <summary>Reads networks as people write them; null for none at all.</summary>
    /// <param name="texts">One network each.</param>
    /// <param name="fault">What is wrong, in a sentence; null for nothing.</param>
    public static NetworkList? Read(IReadOnlyList<string> texts, out string? fault)
    {
        fault = null;
        var networks = new IPNetwork[texts.Count];
        for (var i = 0; i < networks.Length; i++)
        {
            if (!IPNetwork.TryParse(texts[i], out networks[i]))
            {
                fault ??= $"\"{texts[i]}\" is no network; write one such as 10.0.0.0/8.";
            }
        }
        return networks.Length == 0 || fault is not null ? null : new NetworkList(networks);
    }

    /// <summary>Whether an address is in one of them; a text that is no address is in none.</summary>
    /// <param name="address">The address of a caller, of either form.</param>
    public bool Contains(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            return false;
        }
        ip = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        foreach (var network in _networks)
        {
            if (network.Contains(ip))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The networks, with commas between.</summary>
    public override string ToString() => string.Join(", ", _networks);
}
