using Headgate.Catalogue;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Tests.Runs.Logs;

public sealed class LogStreamsTests
{
    [Fact]
    public void A_caller_takes_its_own_share_and_a_place_that_was_given_back_can_be_taken_again()
    {
        var streams = new LogStreams();
        var own = Enumerable.Range(0, LogStreams.MostOfOne).Select(_ => streams.TryEnter(Of(1)).ShouldNotBeNull()).ToList();
        streams.TryEnter(Of(1)).ShouldBeNull();
        streams.TryEnter(Of(2)).ShouldNotBeNull("others are not held up");
        own[0].Dispose();
        own[0].Dispose();
        streams.TryEnter(Of(1)).ShouldNotBeNull();
        streams.TryEnter(Of(1)).ShouldBeNull("a place is given back once");
    }

    [Fact]
    public void There_are_so_many_in_all()
    {
        var streams = new LogStreams();
        for (var i = 0; i < LogStreams.Most; i++)
        {
            streams.TryEnter(Of(i)).ShouldNotBeNull();
        }
        streams.TryEnter(Of(-1)).ShouldBeNull();
    }

    private static Caller Of(long id) =>
        new()
        {
            Kind = CallerKind.Agent,
            Id = id,
            Name = "follower",
            AccountId = 1,
        };
}
