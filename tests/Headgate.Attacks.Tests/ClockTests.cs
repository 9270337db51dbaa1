using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Checking;
using Headgate.Gate.Journal.Reading;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests;

/// <summary>Somebody sets the clock of the machine.</summary>
public sealed class ClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("AUD-16")]
    [Fact]
    public async Task A_clock_set_back_one_hour_is_recorded_and_gives_no_ended_key_its_life_back()
    {
        var clock = new JumpingClock();
        await using var server = await StartAsync(clock);
        var lasting = await AgentAsync(server, clock, "lasting", TimeSpan.FromMinutes(30));
        var ended = await AgentAsync(server, clock, "ended", TimeSpan.FromMinutes(-1));
        (await CallAsync(server, lasting)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(server, ended)).ShouldBe(HttpStatusCode.Unauthorized);
        clock.Offset = TimeSpan.FromHours(-1);
        (await CallAsync(server, lasting)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(server, ended)).ShouldBe(HttpStatusCode.Unauthorized, "a clock that was set back gives no key its life back");
        var records = Records(server);
        records.Single(r => r.Kind == "clock").Sentence.ShouldBe("The clock was moved by -3600 s.");
        records.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, records.Count).Select(n => (long)n));
        Verify(server);
    }

    [Attack("AUD-16")]
    [Fact]
    public async Task A_grant_that_ended_stays_ended_when_the_clock_is_set_back()
    {
        var clock = new JumpingClock();
        await using var server = await StartAsync(clock);
        await server.CreateProjectAsync("Sales");
        var grant = new NewGrant("jobs", "read") { ExpiresAt = clock.GetUtcNow().AddSeconds(1) };
        using var agent = server.ClientFor(await server.CreateAgentAsync("brief", grant), "Bearer");
        await Until.HoldsAsync(async () => await CallAsync(server, agent) == HttpStatusCode.Forbidden, "the grant ends", Cancellation);
        clock.Offset = TimeSpan.FromHours(-1);
        (await CallAsync(server, agent)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Attack("AUD-17")]
    [Fact]
    public async Task A_clock_ten_years_ahead_refuses_keys_but_takes_none_away()
    {
        var clock = new JumpingClock();
        await using var server = await StartAsync(clock);
        var agent = await AgentAsync(server, clock, "lasting", TimeSpan.FromMinutes(30));
        (await CallAsync(server, agent)).ShouldBe(HttpStatusCode.OK);
        clock.Offset = TimeSpan.FromDays(3653);
        (await CallAsync(server, agent)).ShouldBe(HttpStatusCode.Unauthorized, "the safer of both clocks decides");
        await using (var db = await server.DatabaseAsync())
        {
            var key = await db.AgentKeys.AsNoTracking().SingleAsync(Cancellation);
            (key.State, key.RevokedAt).ShouldBe((RowState.Active, null), "nothing is taken away because of a clock");
        }
        clock.Offset = TimeSpan.Zero;
        (await CallAsync(server, agent)).ShouldBe(HttpStatusCode.OK);
        var records = Records(server);
        records
            .Where(r => r.Kind == "clock")
            .Select(r => r.Sentence)
            .ShouldBe(["The clock was moved by +315619200 s.", "The clock was moved by -315619200 s."]);
        records.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, records.Count).Select(n => (long)n));
        Verify(server);
    }

    private static Task<HeadgateServer> StartAsync(JumpingClock clock) =>
        HeadgateServer.StartAsync(also: services => services.AddSingleton<TimeProvider>(clock));

    private static async Task<HttpClient> AgentAsync(HeadgateServer server, TimeProvider clock, string name, TimeSpan life)
    {
        var key = await server.CreateAgentAsync(name, new NewGrant("jobs", "read"));
        await using var db = await server.DatabaseAsync();
        var agent = await db.Agents.SingleAsync(a => a.Name == name, Cancellation);
        var end = clock.GetUtcNow() + life;
        await db
            .AgentKeys.Where(k => k.AgentId == agent.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.ExpiresAt, end), Cancellation);
        return server.ClientFor(key, "Bearer");
    }

    private static async Task<HttpStatusCode> CallAsync(HeadgateServer server, HttpClient agent)
    {
        using var answer = await agent.GetAsync(server.V2 + "jobs/", Cancellation);
        return answer.StatusCode;
    }

    private static List<JournalRecord> Records(HeadgateServer server) =>
        [
            .. new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
                .Read(new JournalQuery(), Cancellation)
                .Select(r => r.Record),
        ];

    private static void Verify(HeadgateServer server) =>
        JournalVerifier.Verify(JournalSettings.ForData(server.DataFolder), null, Cancellation).Breaks.ShouldBeEmpty();
}
