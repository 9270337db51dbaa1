using System.Net;
using Headgate.Reach;

namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>
/// Which receivers are allowed. An address is judged when it is written down, as far as it can be without asking a name server, and again
/// when it is connected to: what a name means can change in between.
/// </summary>
internal sealed class ReceiverRules(WebhookSettings settings, OwnAddresses own)
{
    /// <summary>What is wrong with a receiver's address, in words; null where it may be tried.</summary>
    public string? Problem(Uri url)
    {
        if (own.Has(url))
        {
            return "the address of this server itself is not allowed";
        }
        var host = url.IdnHost.Trim('[', ']').TrimEnd('.');
        var address =
            IPAddress.TryParse(host, out var literal) ? literal
            : AddressRules.IsLoopbackName(host) ? IPAddress.Loopback
            : null;
        return address is null || settings.Reach.Allows(address)
            ? null
            : $"{host} is not on the public internet ({Word(address)}); give an address that is{Setting(address)}";
    }

    /// <summary>Whether an address that a name was resolved to may be connected to.</summary>
    public bool Allows(IPAddress address, int port) => settings.Reach.Allows(address) && !own.Has(address, port);

    private static string Word(IPAddress address) =>
        AddressRules.KindOf(address) switch
        {
            AddressKind.Loopback => "it is the server's own machine",
            AddressKind.Private => "it is a private network",
            AddressKind.LinkLocal => "it is link-local",
            _ => "it is reserved",
        };

    private static string Setting(IPAddress address) =>
        AddressRules.KindOf(address) switch
        {
            AddressKind.Loopback => ", or let the operator set webhooks.allow_loopback_receivers",
            AddressKind.Private => ", or let the operator set webhooks.allow_private_receivers",
            _ => "",
        };
}
