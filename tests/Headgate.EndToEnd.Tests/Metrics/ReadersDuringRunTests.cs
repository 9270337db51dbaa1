using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Metrics;

/// <summary>DuckDB keeps readers of a file out for as long as a process writes it; metrics are read from what the last run published.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class ReadersDuringRunTests(DemoServer server)
{
    private const int Running = 3;
    private const int Success = 10;

    /// <summary>The server takes so many requests a minute from an address.</summary>
    private const int Enough = 5;

    private const string Asked = """metrics: [{name: "takings"}], groupBy: [{name: "outlet__outlet_kind"}], readCache: false""";

    [Fact]
    public async Task Metrics_are_answered_while_a_run_writes_the_same_file_and_its_exports_are_written()
    {
        using var layer = new SemanticLayer(server, server.Token);
        var before = Text(await layer.RowsAsync(Asked));
        var (status, body) = await server.SendAsync(
            "POST",
            "v2",
            $"jobs/{server.Job}/run/",
            "Token",
            server.Token,
            """{"cause": "readers", "steps_override": ["dbt build --full-refresh", "dbt build --full-refresh", "dbt build --export-saved-queries"]}"""
        );
        status.ShouldBe(200, body);
        var run = (long)JsonNode.Parse(body)!["data"]!["id"]!;

        var answeredWhileRunning = 0;
        var state = 0;
        await Until.HoldsAsync(
            async () =>
            {
                state = await StateAsync(run);
                if (state == Running && answeredWhileRunning < Enough)
                {
                    Text(await layer.RowsAsync(Asked)).ShouldBe(before);
                    answeredWhileRunning += await StateAsync(run) == Running ? 1 : 0;
                }
                return state > Running;
            },
            "the run ends",
            TestContext.Current.CancellationToken
        );

        state.ShouldBe(Success);
        answeredWhileRunning.ShouldBeGreaterThan(0);
        var steps = (await server.ReadAsync("v2", $"runs/{run}/?include_related=[\"run_steps\"]"))["run_steps"]!.AsArray();
        var exporting = steps.Single(step => step!["name"]!.ToString().Contains("--export-saved-queries", StringComparison.Ordinal));
        var (_, results) = await server.SendAsync(
            "GET",
            "v2",
            $"runs/{run}/artifacts/run_results.json?step={exporting!["index"]}",
            "Token",
            server.Token
        );
        JsonNode.Parse(results)!["results"]!
            .AsArray()
            .Single(result => result!["unique_id"]!.ToString().StartsWith("saved_query.", StringComparison.Ordinal))!["status"]!
            .ToString()
            .ShouldBe("success");
    }

    private async Task<int> StateAsync(long run) => (int)(await server.ReadAsync("v2", $"runs/{run}/"))["status"]!;

    /// <summary>The rows without their places, which no order was asked for.</summary>
    private static string Text(JsonArray rows) =>
        string.Join('\n', rows.Select(row => $"{row!["outlet__outlet_kind"]} {row["takings"]}").Order(StringComparer.Ordinal));
}
