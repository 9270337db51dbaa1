using System.Diagnostics;
using System.Globalization;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>
/// A database with runs, on which servers are started, stopped and killed. A script stands for dbt: a build notes its run and processes; while the file "hold" is there it
/// does not end, and while "stubborn" is, it takes no notice of being asked to.
/// </summary>
internal sealed class RecoveryLab : IAsyncDisposable
{
    private const string Script = """
        #!/bin/sh
        case "$*" in
          *build*)
            [ -e FOLDER/stubborn ] && trap '' INT TERM
            echo "half of the work is done"
            sleep 300 &
            echo "$DBT_CLOUD_RUN_ID $$ $!" >>FOLDER/builds
            while [ -e FOLDER/hold ]; do sleep 0.05; done
            kill -KILL $! ;;
        esac
        mkdir -p target
        echo '{"kept":true}' >target/manifest.json
        """;

    private readonly string _executor;
    private readonly List<Process> _spawned = [];

    private RecoveryLab(RunsFixture runs, string folder, string executor) => (Runs, Folder, _executor) = (runs, folder, executor);

    /// <summary>The database and the queue, without a server: what enters the queue waits there.</summary>
    public RunsFixture Runs { get; }

    public string Folder { get; }

    /// <summary>An executor without a server.</summary>
    public IRunExecutor Executor => Runs.Store.Services.GetRequiredService<IRunExecutor>();

    public RunLedger Ledger => Runs.Store.Services.GetRequiredService<RunLedger>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Dbt => Path.Combine(Folder, "dbt.sh");

    public static async Task<RecoveryLab> CreateAsync(string executor, string database = TestStore.Sqlite)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-recovery-").FullName;
        var dbt = Path.Combine(folder, "dbt.sh");
        await File.WriteAllTextAsync(dbt, Script.ReplaceLineEndings("\n").Replace("FOLDER", folder), Cancellation);
        File.SetUnixFileMode(dbt, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var runs = await RunsFixture.CreateAsync(
            database,
            RecoveryServices.Settings(dbt),
            start: false,
            services => RecoveryServices.AddExecutor(services, executor)
        );
        return new(runs, folder, executor);
    }

    public Task<RecoveryServer> StartServerAsync(TimeProvider? clock = null) =>
        RecoveryServer.StartAsync(Runs.Store.Settings, _executor, Dbt, clock);

    /// <summary>A server with a data folder of its own on the same database. Secrets that there are by then it can open.</summary>
    public Task<RecoveryServer> StartServerBesideAsync()
    {
        var data = Path.Combine(Folder, "beside-" + Guid.NewGuid().ToString("N"));
        var keys = Directory.CreateDirectory(Path.Combine(data, "keys"));
        foreach (var key in Directory.GetFiles(Runs.Store.Settings.KeysFolder))
        {
            File.Copy(key, Path.Combine(keys.FullName, Path.GetFileName(key)));
        }
        return RecoveryServer.StartAsync(Runs.Store.Settings with { DataFolder = data }, _executor, Dbt);
    }

    /// <summary>A server in a process of its own, once it is ready.</summary>
    public async Task<Process> SpawnServerAsync()
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [RecoveryPrograms.Server, _executor, Runs.Store.Settings.DataFolder, Runs.Store.Settings.Postgres ?? "", Dbt]
        )
        {
            RedirectStandardOutput = true,
        };
        var server = Process.Start(start)!;
        _spawned.Add(server);
        string? line;
        do
        {
            line = await server.StandardOutput.ReadLineAsync(Cancellation);
        } while (line is not (null or RecoveryPrograms.Ready));
        line.ShouldNotBeNull("the server starts");
        return server;
    }

    public static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    /// <summary>Builds that begin from now on do not end before <see cref="Release"/>.</summary>
    public void Hold(bool stubborn = false)
    {
        File.WriteAllText(Path.Combine(Folder, "hold"), "");
        if (stubborn)
        {
            File.WriteAllText(Path.Combine(Folder, "stubborn"), "");
        }
    }

    public void Release() => File.Delete(Path.Combine(Folder, "hold"));

    /// <summary>A run that has left the queue and that nobody has begun yet.</summary>
    public async Task<long> StartingAsync()
    {
        var run = await Runs.TriggerAsync(await Runs.AddJobAsync("dbt build"));
        var node = Runs.Store.Services.GetRequiredService<NodeIdentity>().Name;
        (await Ledger.StartAsync(run.Id, node, Cancellation)).ShouldBeTrue();
        return run.Id;
    }

    /// <summary>The processes of a run's build, as soon as it works: the script and its child.</summary>
    public async Task<int[]> ProcessesAsync(long runId)
    {
        int[] found = [];
        await Until.HoldsAsync(
            () =>
                (found = [.. Builds().Where(build => build[0] == runId).SelectMany(build => build[1..]).Select(id => (int)id)]).Length > 0,
            $"the build of run {runId} works",
            Cancellation
        );
        return found;
    }

    /// <summary>The runs that were built, in order, once for each time.</summary>
    public IReadOnlyList<long> Built() => [.. Builds().Select(build => build[0])];

    public static Task ShouldEndAsync(IEnumerable<int> processes) =>
        Until.HoldsAsync(() => !processes.Any(ProcessTree.Lives), "no process of the run lives on", Cancellation);

    /// <summary>A run has ended once, its steps with it, and nothing follows.</summary>
    public async Task ShouldBeConsistentAsync(long runId)
    {
        await using var db = await Runs.Store.OpenDbAsync();
        var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, Cancellation);
        // That a command has failed is told before the end, with the status that the run will have.
        var events = await db
            .OutboxEvents.Where(e => e.RunId == runId && e.Type != RunRules.Failing)
            .OrderBy(e => e.Id)
            .Select(e => e.RunStatus)
            .ToListAsync(Cancellation);
        events.Count(status => status >= RunStatus.Success).ShouldBe(1, "one end");
        events[^1].ShouldBe(run.Status);
        (await Runs.StepsAsync(runId)).ShouldAllBe(step => step.Status >= RunStatus.Success && step.FinishedAt != null);
        run.Attempt.ShouldBeLessThanOrEqualTo(1);
        run.FinishedAt.ShouldNotBeNull();
        Built().Count(built => built == runId).ShouldBeLessThanOrEqualTo(1, "no run is built twice");
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        foreach (var server in _spawned)
        {
            await KillAsync(server);
            server.Dispose();
        }
        await Executor.ReapAsync(new HashSet<long>(), CancellationToken.None);
        await Runs.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private List<long[]> Builds() =>
        File.Exists(Path.Combine(Folder, "builds"))
            ?
            [
                .. File.ReadAllLines(Path.Combine(Folder, "builds"))
                    .Select(line => line.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray()),
            ]
            : [];
}
