using System.Net;
using Headgate.Reach;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>Where this server itself can be reached: a webhook must not call it, whatever the reach.</summary>
internal sealed class OwnAddresses(IServiceProvider services, WebhookSettings settings)
{
    /// <summary>Whether an address leads to this server: its public one, or loopback with the port it listens on.</summary>
    public bool Has(Uri url) =>
        (Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var own) && own.Port == url.Port && SameHost(own, url))
        || (AddressRules.IsLoopbackName(url.IdnHost) && Ports().Contains(url.Port));

    /// <summary>Whether an address and port lead to this server.</summary>
    public bool Has(IPAddress address, int port) => AddressRules.KindOf(address) == AddressKind.Loopback && Ports().Contains(port);

    private static bool SameHost(Uri one, Uri other) =>
        one.IdnHost.TrimEnd('.').Equals(other.IdnHost.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    /// <summary>The ports that are listened on; none before the server has started.</summary>
    private HashSet<int> Ports() =>
        [
            .. (services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(a =>
                Uri.TryCreate(a.Replace("*", "localhost", StringComparison.Ordinal), UriKind.Absolute, out var url) ? url.Port : 0
            ),
        ];
}
