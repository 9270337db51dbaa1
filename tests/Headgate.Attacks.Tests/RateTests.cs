using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests;

/// <summary>Attacks on the limits of rates, with a clock that stands still.</summary>
public sealed class RateTests
{
    private const int Limit = 60;

    private static readonly NewGrant[] Reading = [new("jobs", "read"), new("projects", "read"), new("environments", "read")];

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("DOS-11")]
    [Fact]
    public async Task The_limit_of_an_agent_counts_all_its_keys()
    {
        await using var server = await StartAsync();
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        List<HttpClient> clients = [server.ClientFor(await server.CreateAgentAsync("many keys", Reading))];
        var agent = (await agents.ListAsync(server.AccountId, Cancellation)).Single(a => a.Name == "many keys").Id;
        for (var i = 1; i < 50; i++)
        {
            var key = await agents.AddKeyAsync(server.AccountId, agent, new($"key {i}"), ChangeActor.Operator, Cancellation);
            clients.Add(server.ClientFor(key.Value!.Secret.Reveal()));
        }

        for (var i = 0; i < Limit; i++)
        {
            (await GetAsync(clients[i % clients.Count], server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        foreach (var client in clients)
        {
            var answer = await GetAsync(client, server.V2 + "jobs/");
            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter!.Delta!.Value.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        }
        Stopped(server).ShouldBe(clients.Count);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await GetAsync(clients[0], server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("DOS-12")]
    [Fact]
    public async Task A_forged_address_escapes_no_limit_and_stands_in_no_record()
    {
        await using var server = await StartAsync();
        var client = server.ClientFor(await server.CreateAgentAsync("forger", Reading));
        for (var i = 0; i <= Limit; i++)
        {
            var answer = await GetAsync(client, server.V2 + "jobs/", $"203.0.113.{i}");
            answer.StatusCode.ShouldBe(i < Limit ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests);
        }
        Stopped(server).ShouldBe(1);

        // Whoever tries keys is counted by the socket's address too.
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 40; i++)
        {
            using var stranger = server.ClientFor("hga_" + i.ToString("d43"), "Bearer");
            statuses.Add((await GetAsync(stranger, server.V2 + "jobs/", $"198.51.100.{i}")).StatusCode);
        }
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        Recorded.Of(server).ShouldAllBe(r => r.From == "127.0.0.1");
    }

    [Attack("DOS-13")]
    [Fact]
    public async Task However_a_path_is_spelled_it_counts_against_the_same_limit()
    {
        await using var server = await StartAsync();
        var project = await server.CreateProjectAsync("Spelled");
        var client = server.ClientFor(await server.CreateAgentAsync("speller", Reading));
        string[] spellings =
        [
            $"{server.V2}jobs/{project.JobId}/",
            $"{server.V2}jobs/0{project.JobId}/",
            $"{server.V2}jobs/{project.JobId}",
            $"{server.V2}jobs/%3{project.JobId}/",
            $"{server.V2}projects/{project.Id}/",
            $"{server.V3}projects/{project.Id}/",
            $"{server.V3}projects/{project.Id}",
        ];
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 2 * Limit; i++)
        {
            statuses.Add((await GetAsync(client, spellings[i % spellings.Length])).StatusCode);
        }
        statuses.Count(s => s == HttpStatusCode.OK).ShouldBeInRange(1, Limit);
        foreach (var spelling in spellings)
        {
            // A spelling that is no address at all is told so; none is served.
            (await GetAsync(client, spelling)).StatusCode.ShouldBeOneOf(
                HttpStatusCode.TooManyRequests,
                HttpStatusCode.NotFound,
                HttpStatusCode.BadRequest
            );
        }
    }

    [Attack("DOS-14", Lacks = "times are not judged")]
    [Fact]
    public async Task An_agent_over_its_limit_takes_nothing_from_another()
    {
        await using var server = await StartAsync(account: 3 * Limit);
        var noisy = server.ClientFor(await server.CreateAgentAsync("noisy", Reading));
        var calm = server.ClientFor(await server.CreateAgentAsync("calm", Reading));
        var noise = Task.Run(
            async () =>
            {
                List<HttpStatusCode> statuses = [];
                for (var i = 0; i < 10 * Limit; i++)
                {
                    statuses.Add((await GetAsync(noisy, server.V2 + "jobs/")).StatusCode);
                }
                return statuses;
            },
            Cancellation
        );
        for (var i = 0; i < Limit / 2; i++)
        {
            (await GetAsync(calm, server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var heard = await noise;
        heard.Count(s => s == HttpStatusCode.OK).ShouldBe(Limit);
        heard.Count(s => s == HttpStatusCode.TooManyRequests).ShouldBe(9 * Limit);
        // What was stopped does not use up what the account may.
        (await GetAsync(calm, server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(server.Admin, server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Agents_that_do_all_they_can_leave_a_reserve_for_people()
    {
        await using var server = await StartAsync(account: 2 * Limit);
        var statuses = new List<HttpStatusCode>();
        for (var agent = 0; agent < 5; agent++)
        {
            var client = server.ClientFor(await server.CreateAgentAsync($"greedy {agent}", Reading));
            for (var i = 0; i < Limit; i++)
            {
                statuses.Add((await GetAsync(client, server.V2 + "jobs/")).StatusCode);
            }
        }
        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(2 * Limit * 8 / 10);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        for (var i = 0; i < 2 * Limit * 2 / 10; i++)
        {
            (await GetAsync(server.Admin, server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        // The next minute is theirs again: agents never begin the cool-down of the account.
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await GetAsync(server.ClientFor(await server.CreateAgentAsync("later", Reading)), server.V2 + "jobs/")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task An_agent_can_be_switched_off_however_busy_the_account_is()
    {
        await using var server = await StartAsync(account: Limit);
        var key = await server.CreateAgentAsync("runaway", Reading);
        for (var i = 0; i <= Limit; i++)
        {
            await GetAsync(server.Admin, server.V2 + "jobs/");
        }
        (await GetAsync(server.Admin, server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(server.AccountId, Cancellation)).Single(a => a.Name == "runaway").Id;
        using var off = new StringContent("""{"enabled":false}""", System.Text.Encoding.UTF8, "application/json");
        var answer = await server.Admin.PostAsync(
            new Uri($"/api/gate/v1/accounts/{server.AccountId}/agents/{agent}/", UriKind.Relative),
            off,
            Cancellation
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(server.ClientFor(key), server.V2 + "jobs/")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Attack("DOS-21", Lacks = "50,000 a second for ten minutes: it is 2,000 in all")]
    [Fact]
    public async Task A_flood_of_refusals_is_summed_up_with_its_exact_number()
    {
        const int Flood = 2000;
        await using var server = await StartAsync();
        var key = server.ClientFor(await server.CreateAgentAsync("flooder", Reading));
        await Parallel.ForAsync(
            0,
            Flood,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation },
            async (_, _) => await GetAsync(key, server.V2 + "jobs/")
        );
        var single = Stopped(server);
        single.ShouldBeLessThanOrEqualTo(300);
        Recorded.Of(server, "summary").ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(1));

        await Until.HoldsAsync(() => Recorded.Of(server, "summary").Count == 1, "what was not recorded singly is summed up", Cancellation);
        var summary = Recorded.Of(server, "summary")[0];
        summary.Caller!.Name.ShouldBe("flooder");
        summary.Reason.ShouldBe("rate-limited");
        summary.Other!["count"].GetInt32().ShouldBe(Flood - Limit - single);
        Recorded.IsIntact(server);
    }

    private Task<HeadgateServer> StartAsync(int? account = null) =>
        HeadgateServer.StartAsync(
            s => s with { AgentRequestsPerMinute = Limit, RequestsPerMinute = account },
            services => services.AddSingleton<TimeProvider>(_clock)
        );

    private static int Stopped(HeadgateServer server) =>
        Recorded.Of(server).Count(r => r is { Decision: "Stopped", Reason: "rate-limited" });

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string? forged = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (forged is not null)
        {
            request.Headers.Add("X-Forwarded-For", forged);
            request.Headers.Add("Forwarded", $"for={forged}");
        }
        return await client.SendAsync(request, Cancellation);
    }
}
