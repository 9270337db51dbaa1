using System.Net;
using Headgate.Platform.Addresses;

namespace Headgate.Platform.Webhooks.Receivers;

/// <summary>What a reach allows.</summary>
internal static class ReachRules
{
    /// <summary>Whether webhooks may be posted to an address.</summary>
    public static bool Allows(this ReceiverReach reach, IPAddress address) =>
        AddressRules.KindOf(address) switch
        {
            AddressKind.Public => true,
            AddressKind.Loopback => reach is ReceiverReach.Loopback or ReceiverReach.Private,
            AddressKind.Private => reach is ReceiverReach.Private,
            _ => false,
        };
}
