using Headgate.Platform.Webhooks.Delivery;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_grow_fourfold_and_end_with_the_fifth_attempt() =>
        Enumerable.Range(1, 5).Select(attempt => Backoff.After(attempt)?.TotalSeconds).ShouldBe([15, 60, 240, 960, null]);
}
