using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Server;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests;

/// <summary>Two servers that share a database on PostgreSQL.</summary>
public sealed class TwoServersTests
{
    private const int Limit = 60;

    private static readonly NewGrant[] Reading = [new("jobs", "read"), new("projects", "read"), new("environments", "read")];

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("CONC-20")]
    [Theory]
    [InlineData("agent")]
    [InlineData("grant")]
    [InlineData("token")]
    public async Task What_one_server_takes_away_the_other_denies_within_a_second(string what)
    {
        await using var first = await HeadgateServer.StartAsync();
        await using var second = await SecondServer.StartAsync(first, also: services => services.AddSingleton<TimeProvider>(_clock));
        var secret = what == "token" ? await first.CreateServiceTokenAsync("job_viewer") : await first.CreateAgentAsync("reader", Reading);
        var client = second.ClientFor(secret);
        (await client.GetAsync(first.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await TakeAwayAsync(first, what);

        // By now the second server may know what it has looked up, and nothing that is older than a second.
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await client.GetAsync(first.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(
            what == "grant" ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized
        );
    }

    [Attack("CONC-21", Lacks = "one limit over all servers: each has its own")]
    [Fact]
    public async Task The_limit_of_an_agent_holds_on_each_server_by_itself()
    {
        await using var first = await HeadgateServer.StartAsync(Limited, s => s.AddSingleton<TimeProvider>(_clock));
        await using var second = await SecondServer.StartAsync(first, Limited, s => s.AddSingleton<TimeProvider>(_clock));
        var key = await first.CreateAgentAsync("busy", Reading);
        foreach (var client in new[] { first.ClientFor(key), second.ClientFor(key) })
        {
            var let = 0;
            for (var i = 0; i < Limit + 5; i++)
            {
                let += (await client.GetAsync(first.V2 + "jobs/", Cancellation)).StatusCode == HttpStatusCode.OK ? 1 : 0;
            }
            let.ShouldBe(Limit);
        }
    }

    private static ServerSettings Limited(ServerSettings settings) => settings with { AgentRequestsPerMinute = Limit };

    private static async Task TakeAwayAsync(HeadgateServer server, string what)
    {
        if (what == "token")
        {
            await using var db = await server.DatabaseAsync();
            var id = (await db.ServiceTokens.OrderBy(t => t.Id).LastAsync(Cancellation)).Id;
            using var deleted = await server.Admin.DeleteAsync($"{server.V3}service-tokens/{id}/", Cancellation);
            deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
            return;
        }
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(server.AccountId, Cancellation)).Single();
        if (what == "agent")
        {
            (await agents.DeleteAsync(server.AccountId, agent.Id, ChangeActor.Operator, Cancellation)).Fault.ShouldBeNull();
            return;
        }
        var off = new NewGrant("jobs", "off");
        (await agents.PutGrantAsync(server.AccountId, agent.Id, off, ChangeActor.Operator, Cancellation)).Fault.ShouldBeNull();
    }
}
