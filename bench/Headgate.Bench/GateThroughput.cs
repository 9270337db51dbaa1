using System.Text.Json.Nodes;

namespace Headgate.Bench;

/// <summary>The gate before an account elsewhere, against YARP alone before the same.</summary>
internal static class GateThroughput
{
    private const int Seconds = 5;

    /// <summary>Measures, writes the figures to bench/gate/results.md and gives the exit code.</summary>
    public static async Task<int> MeasureAsync(int rounds)
    {
        await using var demo = await DemoFolder.CreateAsync();
        var answers = Directory.CreateDirectory(Path.Combine(demo.Path, "bench-answers")).FullName;
        await using (var account = await ServerProcess.StartAsync(demo.Path))
        {
            using var api = new DemoApi(account.Url, demo);
            await api.MakeHundredJobsAsync();
            await AccountAnswers.WriteAsync(answers, account.Url, demo);
        }
        await using var upstream = await SideProcess.StartAsync("gate-upstream", answers);
        await using var bare = await SideProcess.StartAsync("gate-proxy", upstream.Url.ToString());
        IReadOnlyList<string> keys;
        await using (var gate = await ServerProcess.StartAsync(demo.Path))
        {
            var job = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(answers, "job.json")))!["data"]!;
            keys = await GateAgents.AddAsync(gate.Url, demo, upstream.Url, (long)job["project_id"]!);
        }
        GateAgents.CopyGrants(Path.Combine(demo.Path, "headgate.db"));
        Console.WriteLine($"{keys.Count} agents are ready");
        await using var server = await ServerProcess.StartAsync(demo.Path);
        GateRound.Measure(bare.Url, server.Url, demo, keys, Seconds);
        var results = new GateResults();
        for (var i = 0; i < rounds; i++)
        {
            var round = GateRound.Measure(bare.Url, server.Url, demo, keys, Seconds);
            results.Rounds.Add(round);
            Console.WriteLine(results.Line(i));
        }
        var file = Path.Combine(Repository.Root, "bench", "gate", "results.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, results.ToMarkdown());
        Console.WriteLine($"written to {file}");
        return results.AllHold ? 0 : 1;
    }
}
