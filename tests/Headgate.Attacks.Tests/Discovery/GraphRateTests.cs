using System.Net;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Discovery;

public sealed class GraphRateTests
{
    [Fact]
    public async Task An_address_that_asks_too_often_waits_and_the_flood_is_recorded_once()
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { Metadata = s.Metadata with { RequestsPerMinute = 3 } });
        var statuses = new List<HttpStatusCode>();
        TimeSpan? wait = null;
        for (var i = 0; i < 6; i++)
        {
            using var content = new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, "application/json");
            using var answer = await server.Admin.PostAsync(
                new Uri(server.Url, "/metadata/graphql"),
                content,
                TestContext.Current.CancellationToken
            );
            statuses.Add(answer.StatusCode);
            wait = answer.Headers.RetryAfter?.Delta ?? wait;
        }
        statuses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.OK, 3), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 3)]);
        wait.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Recorded.Of(server).Count(r => r.Reason == "rate-limited").ShouldBe(1);
    }
}
