using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>
/// The real executable is killed while it works: whatever was done is in the record, and the record stands. The 500 moments of the catalogue are those of
/// <c>JournalKillTests</c>, which look at what a kill leaves at each of them without starting a server anew.
/// </summary>
public sealed class KilledRecordTests
{
    private const int Kills = 4;
    private const int Callers = 4;

    [Attack("AUD-01")]
    [Fact]
    public async Task After_kills_at_any_moment_each_change_has_its_record_and_each_record_its_outcome()
    {
        await using var server = await ShopServer.StartAsync(program: null);
        var chance = new Random(20261126);
        var answered = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var done = 0;
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var target = chance.Next(1, 25);
            var callers = Enumerable
                .Range(0, Callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; ; i++)
                        {
                            var name = $"job {kill}-{caller}-{i}";
                            try
                            {
                                await server.MakeJobAsync(name, "dbt build");
                            }
                            catch (Exception e) when (e is HttpRequestException or IOException)
                            {
                                return;
                            }
                            lock (answered)
                            {
                                answered.Add(name);
                            }
                            if (Interlocked.Increment(ref done) == target)
                            {
                                enough.SetResult();
                            }
                        }
                    })
                )
                .ToList();
            await enough.Task;
            await server.KillAsync();
            await Task.WhenAll(callers);
            await server.UpAsync();
        }

        var verified = await HeadgateProgram.RunAsync("audit", "verify", "--data", server.Data);
        verified.ExitCode.ShouldBe(0, verified.All);
        var told = await HeadgateProgram.RunAsync("audit", "tail", "--all", "--lines", "100000", "--json", "--data", server.Data);
        var records = told.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var allowed = records.Where(r => r["kind"]!.ToString() == "decision" && r["operation"]?.ToString() == "jobs.create").ToList();
        var sentences = allowed.Select(r => r["sentence"]!.ToString()).ToList();
        var jobs = await JobsAsync(server);
        // Whoever was answered finds the job; and no job is there whose making was not recorded before.
        answered.ShouldBeSubsetOf(jobs);
        foreach (var job in jobs)
        {
            sentences.ShouldContain(s => s.Contains($"\"{job}\"", StringComparison.Ordinal), job);
        }
        // Each decision has its outcome, also where the kill came between them: then it is "unknown".
        var outcomes = records.Where(r => r["kind"]!.ToString() == "outcome").Select(r => r["request"]!.ToString()).ToHashSet();
        allowed.ShouldAllBe(r => outcomes.Contains(r["request"]!.ToString()));
    }

    private static async Task<List<string>> JobsAsync(ShopServer server)
    {
        List<string> names = [];
        while (true)
        {
            var page = (await server.SendAsync("GET", "v2", $"jobs/?limit=100&order_by=id&offset={names.Count}")).AsArray();
            if (page.Count == 0)
            {
                return names;
            }
            names.AddRange(page.Select(j => j!["name"]!.ToString()));
        }
    }
}
