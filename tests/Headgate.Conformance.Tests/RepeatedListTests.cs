using System.Text.Json.Nodes;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Conformance.Tests;

/// <summary>A list that is asked again, after commits of other connections: rows and totals that are remembered are never those of before.</summary>
public sealed class RepeatedListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_shows_what_was_committed_since_it_was_asked_for_the_last_time()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Shop");
        for (var round = 0; round < 5; round++)
        {
            var name = $"Nightly {round}";
            await using (var db = await server.DatabaseAsync())
            {
                await db.Jobs.Where(j => j.Id == project.JobId).ExecuteUpdateAsync(s => s.SetProperty(j => j.Name, name), Cancellation);
            }
            for (var again = 0; again < 3; again++)
            {
                (await JobsAsync(server))["data"]!.AsArray().Select(j => (string)j!["name"]!).ShouldContain(name);
            }
        }
    }

    [Fact]
    public async Task Rows_and_total_follow_what_is_made_and_removed()
    {
        await using var server = await HeadgateServer.StartAsync();
        for (var projects = 1; projects <= 3; projects++)
        {
            await server.CreateProjectAsync($"Shop {projects}");
            await using var db = await server.DatabaseAsync();
            var there = await db.Jobs.CountAsync(Cancellation);
            for (var again = 0; again < 3; again++)
            {
                var answer = await JobsAsync(server);
                answer["data"]!.AsArray().Count.ShouldBe(there);
                ((int)answer["extra"]!["pagination"]!["total_count"]!).ShouldBe(there);
            }
        }
    }

    private static async Task<JsonNode> JobsAsync(HeadgateServer server) =>
        JsonNode.Parse(await server.Admin.GetStringAsync(new Uri(server.V2 + "jobs/", UriKind.Relative), Cancellation))!;
}
