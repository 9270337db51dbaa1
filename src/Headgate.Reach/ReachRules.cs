using System.Net;

namespace Headgate.Reach;

/// <summary>What a reach allows.</summary>
public static class ReachRules
{
    /// <summary>Whether an address may be connected to.</summary>
    public static bool Allows(this ReceiverReach reach, IPAddress address) =>
        AddressRules.KindOf(address) switch
        {
            AddressKind.Public => true,
            AddressKind.Loopback => reach is ReceiverReach.Loopback or ReceiverReach.Private,
            AddressKind.Private => reach is ReceiverReach.Private,
            _ => false,
        };
}
