using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>A reader of a live log that does not read.</summary>
public sealed class SlowFollowerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_holds_nothing_of_the_log_in_the_servers_memory_and_is_disconnected()
    {
        await using var server = await HeadgateServer.StartAsync(s =>
            s with
            {
                LeastReadingRate = 10_000_000,
                SlowReaderGrace = TimeSpan.FromSeconds(1.5),
            }
        );
        var project = await server.CreateProjectAsync("Sales");
        var run = await project.AddRunAsync(server, RunStatus.Success);
        var folder = Path.Combine(server.Services.GetRequiredService<StoreSettings>().LogsFolder, $"{run}");
        Directory.CreateDirectory(folder);
        await using (var log = new FileStream(Path.Combine(folder, "1.log"), FileMode.Create))
        {
            log.SetLength(500L * 1024 * 1024);
        }
        await using (var db = await server.DatabaseAsync())
        {
            await db.RunSteps.ExecuteUpdateAsync(set => set.SetProperty(s => s.LogPath, $"{run}/1.log"), Cancellation);
        }
        using var memory = new MemoryPeak();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/gate/v1/accounts/{server.AccountId}/runs/{run}/logs/");
        using var response = await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        response.EnsureSuccessStatusCode();

        var outcome = default(JsonElement);
        await Until.HoldsAsync(
            async () => (outcome = await OutcomeAsync(server)).ValueKind == JsonValueKind.Object,
            "the server ends the call",
            Cancellation
        );
        outcome.GetProperty("sentence").GetString()!.ShouldContain("The caller left after");
        outcome.GetRawText().ShouldContain("499");
        memory.GrowthMiB.ShouldBeLessThan(100);
    }

    /// <summary>The outcome of the call in the record; undefined while there is none.</summary>
    private static async Task<JsonElement> OutcomeAsync(HeadgateServer server)
    {
        var path = $"/api/gate/v1/accounts/{server.AccountId}/records/?limit=1000";
        var (_, all) = await ConformanceServer.SendAsync(server.Admin, "GET", path);
        var records = all.GetProperty("data").EnumerateArray().ToList();
        var call = records.Find(r => r.GetRawText().Contains("followed the log of", StringComparison.Ordinal));
        return call.ValueKind == JsonValueKind.Undefined
            ? default
            : records.Find(r =>
                r.GetProperty("kind").GetString() == "outcome"
                && r.GetProperty("request").GetString() == call.GetProperty("request").GetString()
            );
    }
}
