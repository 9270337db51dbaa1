using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests;

/// <summary>Many denials at once.</summary>
public sealed class DenialFloodTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-25")]
    [Fact]
    public async Task Ten_thousand_denials_in_one_go_leave_ten_thousand_records()
    {
        const int Flood = 10_000;
        await using var server = await HeadgateServer.StartAsync();
        using var agent = server.ClientFor(await server.CreateAgentAsync("empty"), "Bearer");
        await Parallel.ForAsync(
            0,
            Flood,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (_, _) =>
            {
                using var answer = await agent.GetAsync(new Uri(server.V2 + "jobs/", UriKind.Relative), Cancellation);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            }
        );
        Recorded.Of(server).Count(r => r is { Decision: "Denied", Reason: "area-off" }).ShouldBe(Flood);
        Recorded.IsIntact(server);
    }
}
