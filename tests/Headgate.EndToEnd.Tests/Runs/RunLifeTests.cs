using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>The life of a run in the real executable: waiting, cancelling, and a server that dies in the middle of it.</summary>
public sealed class RunLifeTests
{
    /// <summary>
    /// Stands for dbt. It notes that it was started; while the file "hold" is there, a build has a child and a grandchild that both ignore an
    /// interrupt, and does not end.
    /// </summary>
    private const string Program = """
        #!/bin/sh
        mkdir -p target
        echo '{"kept":true}' >target/manifest.json
        case "$*" in
          *build*)
            echo "$DBT_CLOUD_RUN_ID" >>FOLDER/builds
            if [ -e FOLDER/hold ]; then
              echo "half of the work is done"
              sh -c 'trap "" INT; sleep 300 & echo $! >>FOLDER/pids; echo $$ >>FOLDER/pids; wait' &
              wait
            fi ;;
        esac
        """;

    [Attack("BOX-33")]
    [Fact]
    public async Task A_killed_server_ends_its_run_honestly_loses_no_run_that_waited_and_starts_none_twice()
    {
        await using var server = await ShopServer.StartAsync(Program);
        var (job, other) = (await server.MakeJobAsync("first", "dbt build"), await server.MakeJobAsync("second", "dbt build"));
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "hold"), "", TestContext.Current.CancellationToken);
        var broken = await server.TriggerAsync(job);
        var processes = await ProcessesAsync(server);
        var (waiting, alsoWaiting) = (await server.TriggerAsync(job), await server.TriggerAsync(other));
        await server.UntilAsync(waiting, run => run["status_message"]?.ToString() == $"Waits for run {broken} of the same job.");

        await server.KillAsync();
        File.Delete(Path.Combine(server.Folder, "hold"));
        await server.UpAsync();

        var ended = await server.EndOfAsync(broken);
        ((int)ended["status"]!).ShouldBe(20);
        ended["status_message"]!.ToString().ShouldStartWith("The server stopped unexpectedly while this run was running.");
        ended["finished_at"].ShouldNotBeNull();
        ended["run_steps"]!.AsArray().ShouldAllBe(step => (int)step!["status"]! >= 10);
        ShopServer.LogsOf(ended).ShouldContain("half of the work is done");
        ((int)(await server.EndOfAsync(waiting))["status"]!).ShouldBe(10);
        ((int)(await server.EndOfAsync(alsoWaiting))["status"]!).ShouldBe(10);
        (await File.ReadAllLinesAsync(Path.Combine(server.Folder, "builds"), TestContext.Current.CancellationToken))
            .Select(long.Parse)
            .ShouldBe([broken, waiting, alsoWaiting], ignoreOrder: true);
        await Until.HoldsAsync(
            () => !processes.Any(IsAlive),
            "no child of the killed server lives on",
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task A_cancelled_run_ends_its_process_tree_and_keeps_its_log_and_artifacts()
    {
        await using var server = await ShopServer.StartAsync(Program);
        var job = await server.MakeJobAsync("first", "dbt build");
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "hold"), "", TestContext.Current.CancellationToken);
        var run = await server.TriggerAsync(job);
        var processes = await ProcessesAsync(server);
        processes.ShouldAllBe(id => IsAlive(id));
        (await server.TryAsync("GET", "v2", $"runs/{run}/artifacts/manifest.json")).Status.ShouldBe(404);

        await server.SendAsync("POST", "v2", $"runs/{run}/cancel/");

        var ended = await server.EndOfAsync(run);
        ((int)ended["status"]!).ShouldBe(30);
        ShopServer.LogsOf(ended).ShouldContain("half of the work is done");
        (await server.TryAsync("GET", "v2", $"runs/{run}/artifacts/manifest.json")).ShouldBe((200, "{\"kept\":true}\n"));
        await Until.HoldsAsync(
            () => !processes.Any(IsAlive),
            "no process of the cancelled run lives on",
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>The ids of the child and the grandchild, as soon as both are there.</summary>
    private static async Task<int[]> ProcessesAsync(ShopServer server)
    {
        var file = Path.Combine(server.Folder, "pids");
        await Until.HoldsAsync(
            () => File.Exists(file) && File.ReadAllText(file).Count(c => c == '\n') == 2,
            "the child and the grandchild have started",
            TestContext.Current.CancellationToken
        );
        return [.. File.ReadLines(file).Select(int.Parse)];
    }

    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
