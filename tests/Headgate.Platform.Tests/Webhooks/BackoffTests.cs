using Headgate.Platform.Webhooks;
using Headgate.Platform.Webhooks.Keeping;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, new double[] { 15, 60, 240, 960 })]
    [InlineData(0.5, new double[] { 18.75, 75, 300, 1200 })]
    [InlineData(1, new[] { 22.5, 90, 360, 1440 })]
    public void Pauses_grow_fourfold_are_up_to_half_as_long_again_by_chance_and_end_with_the_fifth_attempt(double chance, double[] seconds)
    {
        var backoff = Backoff(new RetrySettings(), new FixedChance(chance));

        Enumerable.Range(1, 5).Select(attempt => backoff.After(attempt)?.TotalSeconds).ShouldBe([.. seconds.Cast<double?>(), null]);
    }

    [Fact]
    public void Of_events_that_failed_together_no_two_of_a_hundred_come_back_in_the_same_moment()
    {
        var backoff = Backoff(new RetrySettings(), new Random(1));

        var pauses = Enumerable.Range(0, 100).Select(_ => backoff.After(1)!.Value).ToList();

        pauses.Distinct().Count().ShouldBe(100);
        (pauses.Max() - pauses.Min()).ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void An_operator_sets_the_pauses_and_with_them_the_number_of_attempts()
    {
        var backoff = Backoff(
            new RetrySettings { Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)], Spread = 0 },
            new FixedChance(1)
        );

        backoff.MaxAttempts.ShouldBe(3);
        Enumerable.Range(1, 3).Select(attempt => backoff.After(attempt)?.TotalSeconds).ShouldBe([2, 3, null]);
    }

    private static Backoff Backoff(RetrySettings retries, Random chance) => new(new WebhookSettings { Retries = retries }, chance);
}
