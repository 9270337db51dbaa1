using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Headgate.Bench;

/// <summary>A tool against the same operation over HTTP, and what an open client of an older revision costs the server.</summary>
internal static class McpThroughput
{
    private const int Rounds = 3;
    private const int Seconds = 5;
    private const int Clients = 1000;
    private const double LeastRatio = 0.7;
    private const double MostMebibytes = 150;
    private const double MostMilliseconds = 2;

    /// <summary>Measures, writes the figures to bench/mcp/results.md and gives the exit code.</summary>
    public static async Task<int> MeasureAsync()
    {
        await using var demo = await DemoFolder.CreateAsync();
        await using var server = await ServerProcess.StartAsync(demo.Path);
        using var api = new DemoApi(server.Url, demo);
        var (door, agent) = (new Uri(server.Url, "/api/ai/v1/mcp/"), "Bearer " + demo.AgentKey);
        var tool = McpScript.Of("tools/call", $"\"name\":\"get_job_details\",\"arguments\":{{\"job_id\":{demo.JobId}}}", "get_job_details");
        var list = McpScript.Of("tools/list", "", null);
        var admin = "Token " + demo.AdminToken;
        Wrk.Measure(api.JobUrl, agent, Seconds);
        Wrk.Measure(door, agent, Seconds, tool);
        var rounds = new List<(double Get, double Tool, double List)>();
        for (var i = 0; i < Rounds; i++)
        {
            var round = (
                Wrk.Measure(api.JobUrl, agent, Seconds).PerSecond,
                Wrk.Measure(door, agent, Seconds, tool).PerSecond,
                Wrk.Measure(door, admin, Seconds, list, connections: 1).PerSecond
            );
            rounds.Add(round);
            Console.WriteLine(
                $"GET {round.Item1:0}, tool {round.Item2:0} ({round.Item2 / round.Item1:0.00}), list {1000 / round.Item3:0.00} ms"
            );
        }
        var before = server.ResidentMegabytes();
        await OpenAsync(door, admin);
        var grown = server.ResidentMegabytes() - before;
        var ratio = Median(rounds.Select(r => r.Tool / r.Get));
        var milliseconds = Median(rounds.Select(r => 1000 / r.List));
        await WriteAsync(ratio, milliseconds, grown, rounds);
        return ratio >= LeastRatio && milliseconds <= MostMilliseconds && grown <= MostMebibytes ? 0 : 1;
    }

    /// <summary>Opens clients of 2025-11-25, each on a connection of its own, and leaves them open.</summary>
    private static async Task OpenAsync(Uri door, string authorization)
    {
        var clients = new List<HttpClient>();
        await Parallel.ForAsync(
            0,
            Clients,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, cancellation) =>
            {
                var client = new HttpClient();
                lock (clients)
                {
                    clients.Add(client);
                }
                using var request = new HttpRequestMessage(HttpMethod.Post, door)
                {
                    Content = new StringContent(
                        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}""",
                        Encoding.UTF8,
                        "application/json"
                    ),
                };
                request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
                request.Headers.Accept.ParseAdd("application/json, text/event-stream");
                using var response = await client.SendAsync(request, cancellation);
                response.EnsureSuccessStatusCode();
            }
        );
        Console.WriteLine($"{clients.Count} clients are open");
        clients.ForEach(c => c.Dispose());
    }

    private static async Task WriteAsync(
        double ratio,
        double milliseconds,
        double grown,
        List<(double Get, double Tool, double List)> rounds
    )
    {
        var file = Path.Combine(Repository.Root, "bench", "mcp", "results.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(
            file,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # The door of MCP

                Written by `dotnet run -c Release --project bench/Headgate.Bench mcp` ({Wrk.Shape}; the list over one connection).

                | measure | target | median | |
                |---|---|---|---|
                | `get_job_details` by MCP against the same GET, with an agent's key | ≥ {LeastRatio:0.00} × | **{ratio:0.00} ×** | {Holds(
                    ratio >= LeastRatio
                )} |
                | `tools/list` of all tools | ≤ {MostMilliseconds:0} ms | **{milliseconds:0.00} ms** | {Holds(
                    milliseconds <= MostMilliseconds
                )} |
                | memory for {Clients} clients of 2025-11-25, opened on connections of their own | ≤ {MostMebibytes:0} MB | **{grown:0} MB** | {Holds(
                    grown <= MostMebibytes
                )} |

                | round | GET a second | tool a second | list, ms |
                |---|---|---|---|
                {string.Join(
                    '\n',
                    rounds.Index().Select(r =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"| {r.Index + 1} | {r.Item.Get:0} | {r.Item.Tool:0} | {1000 / r.Item.List:0.00} |"
                        )
                    )
                )}

                No session is kept, so what an open client costs is its connection. Calls of tools are answered without the SDK's server, which is made anew for each message (with it: 0.32 to
                0.37 ×, decision 0009); the answer holds the job twice, as text and as structured content, and its text is searched for what nobody sees.

                On {Results.Machine()}, {DateTimeOffset.UtcNow:yyyy-MM-dd}.

                """
            )
        );
        Console.WriteLine($"written to {file}");
    }

    private static string Holds(bool holds) => holds ? "holds" : "missed";

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
