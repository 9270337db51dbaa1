using Headgate.Reach;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class ReceiverConnectionTests
{
    [Fact]
    public async Task A_name_that_means_something_inside_is_not_connected_to()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        await using var fixture = await WebhooksFixture.CreateAsync(reach: ReceiverReach.Public);
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(new Uri($"http://internal.test:{receiver.Url.Port}/"));
        await fixture.RunAsync(job, RunStatus.Success);
        fixture.Names.Answer("127.0.0.1", "::ffff:127.0.0.1", "10.0.0.5");

        await fixture.DeliverAsync();

        receiver.Count.ShouldBe(0);
        (await fixture.ReceiptsAsync()).ShouldHaveSingleItem().ErrorCode.ShouldBe("blocked-address");
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_connected_to_and_each_attempt_checks_anew()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 500);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(new Uri($"http://changing.test:{receiver.Url.Port}/"));
        await fixture.RunAsync(job, RunStatus.Success);
        fixture.Names.Answer("127.0.0.1");
        fixture.Names.Answer("169.254.169.254");

        await fixture.DeliverAsync();
        fixture.Names.Asked.ShouldBe(1, "a second look-up could find something else");
        fixture.Clock.Advance(TimeSpan.FromSeconds(15));
        await fixture.DeliverAsync();

        (await fixture.ReceiptsAsync()).Select(r => r.ErrorCode).ShouldBe(["status", "blocked-address"]);
        receiver.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_without_an_address_and_a_closed_port_get_the_same_words()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(new Uri("http://nowhere.test/"));
        await fixture.SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        await fixture.RunAsync(job, RunStatus.Success);

        await fixture.DeliverAsync();

        (await fixture.ReceiptsAsync()).Select(r => (r.ErrorCode, r.ErrorInfo)).Distinct().ShouldHaveSingleItem();
    }
}
