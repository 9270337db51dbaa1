using Headgate.Platform.Webhooks;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Reach;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class ReceiverRulesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST./")]
    [InlineData("http://a.localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.5]/")]
    [InlineData("https://10.0.0.5/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://headgate.example.com/api/v2/accounts/1/jobs/1/run/")]
    [InlineData("https://HEADGATE.example.com.:443/")]
    public void Addresses_inside_and_the_servers_own_are_refused_in_every_spelling(string url) =>
        Rules(ReceiverReach.Public).Problem(new Uri(url)).ShouldNotBeNull();

    [Theory]
    [InlineData("https://hooks.example.com/x")]
    [InlineData("http://8.8.8.8/")]
    [InlineData("https://headgate.example.com:8443/")]
    [InlineData("https://localhost.example.com/")]
    public void Public_addresses_may_be_tried(string url) => Rules(ReceiverReach.Public).Problem(new Uri(url)).ShouldBeNull();

    [Fact]
    public void A_refusal_names_the_address_and_the_setting_that_would_allow_it()
    {
        Rules(ReceiverReach.Public).Problem(new Uri("https://10.0.0.5/"))!.ShouldContain("10.0.0.5");
        Rules(ReceiverReach.Public).Problem(new Uri("https://10.0.0.5/"))!.ShouldContain("webhooks.allow_private_receivers");
        Rules(ReceiverReach.Public).Problem(new Uri("http://localhost/"))!.ShouldContain("webhooks.allow_loopback_receivers");
        Rules(ReceiverReach.Private).Problem(new Uri("http://169.254.169.254/"))!.ShouldNotContain("webhooks.");
    }

    private static ReceiverRules Rules(ReceiverReach reach)
    {
        var settings = new WebhookSettings { PublicUrl = "https://headgate.example.com", Reach = reach };
        return new(settings, new OwnAddresses(new ServiceCollection().BuildServiceProvider(), settings));
    }
}
