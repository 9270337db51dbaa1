using System.Net;
using System.Net.Sockets;
using Headgate.Reach;

namespace Headgate.Platform.Runs.Box.Egress;

/// <summary>Where a step may connect to. What is not named is refused.</summary>
/// <param name="Targets">Places.</param>
/// <param name="PublicHttps">Whether it may also reach port 443 of public addresses: package sources, warehouses that are services.</param>
internal sealed record EgressPolicy(IReadOnlyList<EgressTarget> Targets, bool PublicHttps = false)
{
    /// <summary>Port of HTTPS.</summary>
    public const int Https = 443;

    /// <summary>Most bytes that a step may receive.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Finds a name's addresses; another one in tests.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>
    /// The addresses to connect to, or why not. They are the ones that were judged: nobody asks for the name again. A name with one address
    /// that is not allowed is refused whole.
    /// </summary>
    public async Task<(IPAddress[] Addresses, string? Refusal)> JudgeAsync(string host, int port, CancellationToken cancellation)
    {
        if (ReachOf(host, port) is not { } reach)
        {
            return ([], $"{host}:{port} is no place that this step needs");
        }
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Resolve(host, cancellation);
        }
        catch (SocketException)
        {
            return ([], $"{host} has no address");
        }
        return addresses.FirstOrDefault(address => !reach.Allows(address)) is { } inside
                ? ([], $"{host} leads to {inside}, an address that this step may not reach")
            : addresses.Length == 0 ? ([], $"{host} has no address")
            : (addresses, null);
    }

    private ReceiverReach? ReachOf(string host, int port) =>
        Targets.FirstOrDefault(target => target.Port == port && target.Host.Equals(host, StringComparison.OrdinalIgnoreCase))?.Reach
        ?? (PublicHttps && port == Https ? ReceiverReach.Public : null);
}
