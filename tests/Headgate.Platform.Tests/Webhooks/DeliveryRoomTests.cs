using Headgate.Platform.Webhooks.Delivery;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class DeliveryRoomTests
{
    [Fact]
    public void A_receiver_that_answers_well_gets_more_at_once_and_one_that_does_not_is_back_at_few()
    {
        var room = new DeliveryRoom();
        Fill(room, "a").ShouldBe(DeliveryRoom.AtOnceForOne);
        room.Leave("a", wasQuick: true);
        Fill(room, "a").ShouldBe(2, "the place that was left, and one more");
        for (var i = 0; i < 100; i++)
        {
            room.Leave("a", wasQuick: true);
            Fill(room, "a");
        }
        room.Working.ShouldBe(DeliveryRoom.AtOnceForQuick);

        room.Leave("a", wasQuick: false);
        Fill(room, "a").ShouldBe(0);
        Fill(room, "b").ShouldBe(DeliveryRoom.AtOnceForOne, "others are not held up");
        for (var i = 0; i < DeliveryRoom.AtOnceForQuick - 1; i++)
        {
            room.Leave("a", wasQuick: null);
        }
        Fill(room, "a").ShouldBe(DeliveryRoom.AtOnceForOne);
    }

    [Fact]
    public void What_is_read_ahead_is_taken_once_in_its_order_as_there_is_room()
    {
        var (room, ready) = (new DeliveryRoom(), new ReadyEvents());
        ready.Add([Of(1, "a"), Of(2, "a"), Of(3, "b"), Of(4, "a")]);
        ready.Add([Of(2, "a"), Of(4, "a")]);

        var (chosen, isDrained) = ready.Take(room);
        (string.Join(',', chosen.Select(e => e.Sequence)), isDrained).ShouldBe(("1,2,3", true), "b has none left");
        ready.Subscriptions.ShouldBe(["a"]);
        ready.Take(room).Chosen.ShouldBeEmpty();
        room.Leave("a", wasQuick: false);
        ready.Take(room).Chosen.ShouldHaveSingleItem().Sequence.ShouldBe(4);
        ready.Subscriptions.ShouldBeEmpty();
    }

    private static int Fill(DeliveryRoom room, string subscription)
    {
        var entered = 0;
        while (room.TryEnter(subscription))
        {
            entered++;
        }
        return entered;
    }

    private static WebhookEvent Of(long sequence, string subscription) => new() { Sequence = sequence, SubscriptionId = subscription };
}
