using Headgate.Catalogue;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Headgate.Wire;

namespace Headgate.Gate.Tests.Recording;

public sealed class RefusalCountsTests
{
    [Fact]
    public void Sources_beyond_the_most_share_one_count_that_names_none()
    {
        var counts = new RefusalCounts();
        for (var i = 0; i < 10_000; i++)
        {
            counts.IsCounted(Refusal($"source {i}")).ShouldBeFalse();
        }
        var counted = Enumerable.Range(0, 1000).Count(i => counts.IsCounted(Refusal($"further {i}")));

        counted.ShouldBe(1000 - RefusalCounts.Each);
        var summary = counts.Take().ShouldHaveSingleItem();
        (summary.Count, summary.OfMany).ShouldBe((counted, true));
    }

    [Fact]
    public void One_source_beyond_its_records_is_counted_and_named()
    {
        var counts = new RefusalCounts();
        var counted = Enumerable.Range(0, 400).Count(_ => counts.IsCounted(Refusal("flooder")));

        counted.ShouldBe(400 - RefusalCounts.Each);
        var summary = counts.Take().ShouldHaveSingleItem();
        (summary.Count, summary.OfMany, summary.First.Address).ShouldBe((counted, false, "flooder"));
        counts.Take().ShouldBeEmpty();
    }

    [Attack("AUTH-24")]
    [Fact]
    public void An_address_that_tries_keys_has_one_record_and_a_count()
    {
        var counts = new RefusalCounts();
        var counted = Enumerable
            .Range(0, 181)
            .Count(_ => counts.IsCounted(Refusal("guesser") with { Reason = Reason.GuessingSuspected, Status = 429 }));

        counted.ShouldBe(180);
        var summary = counts.Take().ShouldHaveSingleItem();
        (summary.Count, summary.OfMany, summary.First.Reason).ShouldBe((180, false, Reason.GuessingSuspected));
    }

    private static CallRecord Refusal(string address) =>
        new()
        {
            RequestId = "r",
            Caller = Caller.Anonymous,
            Address = address,
            Surface = "http",
            Method = "GET",
            Path = "/",
            Word = RecordWord.Refused,
            Reason = Reason.UnknownRoute,
            Status = 404,
            Sentence = "Refused.",
        };
}
