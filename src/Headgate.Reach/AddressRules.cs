using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Headgate.Reach;

/// <summary>Tells public addresses from those inside. IPv6 forms that carry an IPv4 address are judged by what they carry.</summary>
public static class AddressRules
{
    private static readonly (IPNetwork Network, AddressKind Kind)[] V4 =
    [
        (IPNetwork.Parse("127.0.0.0/8"), AddressKind.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressKind.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressKind.Private),
        (IPNetwork.Parse("169.254.0.0/16"), AddressKind.LinkLocal),
        (IPNetwork.Parse("0.0.0.0/8"), AddressKind.Reserved),
        (IPNetwork.Parse("192.0.0.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("192.0.2.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("192.88.99.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("198.18.0.0/15"), AddressKind.Reserved),
        (IPNetwork.Parse("198.51.100.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("203.0.113.0/24"), AddressKind.Reserved),
        (IPNetwork.Parse("224.0.0.0/3"), AddressKind.Reserved),
    ];

    private static readonly (IPNetwork Network, AddressKind Kind)[] V6 =
    [
        (IPNetwork.Parse("::1/128"), AddressKind.Loopback),
        (IPNetwork.Parse("fc00::/7"), AddressKind.Private),
        (IPNetwork.Parse("fe80::/10"), AddressKind.LinkLocal),
        (IPNetwork.Parse("2001::/23"), AddressKind.Reserved),
        (IPNetwork.Parse("2001:db8::/32"), AddressKind.Reserved),
        (IPNetwork.Parse("3fff::/20"), AddressKind.Reserved),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork V4Compatible = IPNetwork.Parse("::/96");

    /// <summary>The kind of an address.</summary>
    public static AddressKind KindOf(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Listed(V4, address) ?? AddressKind.Public;
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return AddressKind.Reserved;
        }
        var plain = address.ScopeId == 0 ? address : new IPAddress(address.GetAddressBytes());
        if (plain.IsIPv4MappedToIPv6)
        {
            return KindOf(plain.MapToIPv4());
        }
        if (Listed(V6, plain) is { } kind)
        {
            return kind;
        }
        if (Carried(plain) is { } inner)
        {
            return KindOf(inner);
        }
        return Global.Contains(plain) ? AddressKind.Public : AddressKind.Reserved;
    }

    /// <summary>Whether a name means this machine without asking anyone.</summary>
    public static bool IsLoopbackName(string host)
    {
        var name = host.TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && KindOf(address) == AddressKind.Loopback);
    }

    /// <summary>The IPv4 address inside an address of a translation network; null where there is none.</summary>
    private static IPAddress? Carried(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return SixToFour.Contains(address) ? new(bytes.AsSpan(2, 4))
            : Nat64.Contains(address) ? new(bytes.AsSpan(12, 4))
            : V4Compatible.Contains(address) && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12, 4)) > 0 ? new(bytes.AsSpan(12, 4))
            : null;
    }

    private static AddressKind? Listed((IPNetwork Network, AddressKind Kind)[] table, IPAddress address)
    {
        foreach (var (network, kind) in table)
        {
            if (network.Contains(address))
            {
                return kind;
            }
        }
        return null;
    }
}
