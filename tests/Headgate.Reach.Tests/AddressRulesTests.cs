using System.Net;

namespace Headgate.Reach.Tests;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("8.8.8.8", AddressKind.Public)]
    [InlineData("172.15.255.255", AddressKind.Public)]
    [InlineData("172.32.0.1", AddressKind.Public)]
    [InlineData("100.63.255.255", AddressKind.Public)]
    [InlineData("100.128.0.1", AddressKind.Public)]
    [InlineData("223.255.255.254", AddressKind.Public)]
    [InlineData("2606:4700:4700::1111", AddressKind.Public)]
    [InlineData("127.0.0.1", AddressKind.Loopback)]
    [InlineData("127.255.255.254", AddressKind.Loopback)]
    [InlineData("::1", AddressKind.Loopback)]
    [InlineData("10.0.0.5", AddressKind.Private)]
    [InlineData("172.16.0.1", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("192.168.1.1", AddressKind.Private)]
    [InlineData("100.64.0.1", AddressKind.Private)]
    [InlineData("fd00::1", AddressKind.Private)]
    [InlineData("fc00::1", AddressKind.Private)]
    [InlineData("169.254.169.254", AddressKind.LinkLocal)]
    [InlineData("fe80::1", AddressKind.LinkLocal)]
    [InlineData("fe80::1%3", AddressKind.LinkLocal)]
    [InlineData("0.0.0.0", AddressKind.Reserved)]
    [InlineData("0.1.2.3", AddressKind.Reserved)]
    [InlineData("192.0.2.1", AddressKind.Reserved)]
    [InlineData("198.18.0.1", AddressKind.Reserved)]
    [InlineData("203.0.113.9", AddressKind.Reserved)]
    [InlineData("224.0.0.1", AddressKind.Reserved)]
    [InlineData("240.0.0.1", AddressKind.Reserved)]
    [InlineData("255.255.255.255", AddressKind.Reserved)]
    [InlineData("::", AddressKind.Reserved)]
    [InlineData("ff02::1", AddressKind.Reserved)]
    [InlineData("2001:db8::1", AddressKind.Reserved)]
    [InlineData("2001::1", AddressKind.Reserved)]
    [InlineData("fec0::1", AddressKind.Reserved)]
    [InlineData("100::1", AddressKind.Reserved)]
    public void Every_address_has_its_kind(string address, object kind) => AddressRules.KindOf(IPAddress.Parse(address)).ShouldBe(kind);

    [Theory]
    [InlineData("::ffff:127.0.0.1", AddressKind.Loopback)]
    [InlineData("::ffff:169.254.169.254", AddressKind.LinkLocal)]
    [InlineData("::ffff:8.8.8.8", AddressKind.Public)]
    [InlineData("::127.0.0.1", AddressKind.Loopback)]
    [InlineData("64:ff9b::10.0.0.5", AddressKind.Private)]
    [InlineData("64:ff9b::a9fe:a9fe", AddressKind.LinkLocal)]
    [InlineData("64:ff9b:1::7f00:1", AddressKind.Reserved)]
    [InlineData("2002:7f00:1::1", AddressKind.Loopback)]
    [InlineData("2002:808:808::1", AddressKind.Public)]
    public void An_IPv4_address_inside_an_IPv6_address_is_what_counts(string address, object kind) =>
        AddressRules.KindOf(IPAddress.Parse(address)).ShouldBe(kind);

    [Theory]
    [InlineData("8.8.8.8", true, true, true)]
    [InlineData("127.0.0.1", false, true, true)]
    [InlineData("10.0.0.5", false, false, true)]
    [InlineData("169.254.169.254", false, false, false)]
    [InlineData("224.0.0.1", false, false, false)]
    public void A_setting_opens_loopback_or_private_networks_and_nothing_opens_the_rest(string text, bool open, bool loopback, bool inside)
    {
        var address = IPAddress.Parse(text);
        ReceiverReach.Public.Allows(address).ShouldBe(open);
        ReceiverReach.Loopback.Allows(address).ShouldBe(loopback);
        ReceiverReach.Private.Allows(address).ShouldBe(inside);
    }
}
