using Headgate.EndToEnd.Tests.Runs;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Recovery;

/// <summary>The real executable is killed at each step of a run.</summary>
public sealed class KilledServerTests
{
    /// <summary>Stands for dbt. It notes each command of a run, and does not end while there is a file that holds the command.</summary>
    private const string Program = """
        #!/bin/sh
        echo "$DBT_CLOUD_RUN_ID $1" >>FOLDER/begun
        while [ -e "FOLDER/hold-$1" ]; do sleep 0.05; done
        mkdir -p target
        echo '{}' >target/manifest.json
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_killed_at_any_step_says_so_of_the_run_and_does_the_next_one()
    {
        await using var server = await ShopServer.StartAsync(Program);
        var job = await server.MakeJobAsync("nightly", "dbt seed", "dbt build");
        foreach (var step in new[] { "deps", "seed", "build" })
        {
            var hold = Path.Combine(server.Folder, "hold-" + step);
            await File.WriteAllTextAsync(hold, "", Cancellation);
            var (works, waits) = (await server.TriggerAsync(job), await server.TriggerAsync(job));
            await Until.HoldsAsync(() => Begun(server).Contains($"{works} {step}"), $"run {works} is at dbt {step}", Cancellation);

            await server.KillAsync();
            File.Delete(hold);
            await server.UpAsync();

            var run = await server.EndOfAsync(works);
            ((int)run["status"]!).ShouldBe(20);
            run["status_message"]!.ToString().ShouldStartWith("The server stopped unexpectedly while this run was running.");
            var steps = run["run_steps"]!.AsArray();
            steps
                .Select(s => (int)s!["status"]!)
                .ShouldBe([.. Enumerable.Repeat(10, steps.Count - 1), 20], "the last step is the one that was interrupted");
            steps[^1]!["name"]!.ToString().ShouldBe($"Invoke dbt with `dbt {step}`");
            ((int)(await server.EndOfAsync(waits))["status"]!).ShouldBe(10);
        }
        Begun(server).ShouldBeUnique("no command of a run is begun twice");
    }

    [Fact]
    public async Task A_server_that_is_killed_as_soon_as_it_has_taken_a_trigger_loses_none_and_executes_none_twice()
    {
        await using var server = await ShopServer.StartAsync(Program);
        List<long> runs = [];
        for (var kill = 0; kill < 3; kill++)
        {
            var job = await server.MakeJobAsync($"job {kill}", "dbt build");
            runs.Add(await server.TriggerAsync(job));
            await server.KillAsync();
            await server.UpAsync();
        }
        foreach (var run in runs)
        {
            var ended = await server.EndOfAsync(run);
            ((int)ended["status"]!).ShouldBeOneOf(10, 20);
            ended["run_steps"]!.AsArray().ShouldAllBe(step => (int)step!["status"]! >= 10);
        }
        Begun(server).ShouldBeUnique();
    }

    private static string[] Begun(ShopServer server) =>
        File.Exists(Path.Combine(server.Folder, "begun")) ? File.ReadAllLines(Path.Combine(server.Folder, "begun")) : [];
}
