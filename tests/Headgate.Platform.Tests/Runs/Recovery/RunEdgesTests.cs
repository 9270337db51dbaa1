using System.Diagnostics;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Headgate.Platform.Tests.Runs.Recovery;

/// <summary>What goes wrong around a run: it ends, and its message says in one sentence why.</summary>
public sealed class RunEdgesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nowhere/at/all", "managed", "The repository's folder /nowhere/at/all does not exist.")]
    [InlineData(
        "https://127.0.0.1:9/shop.git",
        "manual_config",
        "box source: The repository's address is refused: 127.0.0.1 leads to 127.0.0.1, an address that this step may not reach. The operator can list the host in runs.git_hosts."
    )]
    [InlineData(null, "managed", "git could not get the repository (exit code 128); the step's log has its words.")]
    public async Task A_repository_that_cannot_be_had(string? url, string backend, string message)
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync();
        if (url is null)
        {
            // Looks like a repository of git, and is none.
            url = Path.Combine(fixture.Store.Settings.DataFolder, "projects", "broken.git");
            Directory.CreateDirectory(url);
            await File.WriteAllTextAsync(Path.Combine(url, "HEAD"), "ref: refs/heads/main\n", Cancellation);
        }
        await ChangeAsync(fixture, db => db.Repositories, row => (row.RemoteUrl, row.RemoteBackend) = (url, backend));

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        (run.Status, run.StatusMessage).ShouldBe((RunStatus.Error, message));
        (await fixture.StepsAsync(run.Id)).ShouldHaveSingleItem().Status.ShouldBe(RunStatus.Error);
        (await fixture.LogAsync(run.Id, "Clone")).ShouldEndWith(message + "\n");
    }

    [Fact]
    public async Task An_environment_without_a_connection()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync();
        await ChangeAsync(fixture, db => db.Environments, row => row.ConnectionId = null);

        await ShouldFailAsync(fixture, job, "The environment \"Production\" has no connection. Set its connection_id.");
    }

    [Fact]
    public async Task A_profile_that_dbt_does_not_take()
    {
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { DbtProgram = await ProgramAsync(ProfileRefused) });
        await ShouldFailAsync(
            fixture,
            await fixture.AddJobAsync(),
            "Invoke dbt with `dbt deps` failed with exit code 2: Runtime Error: Credentials in profile \"orchard\" are wrong: no such type."
        );
    }

    /// <summary>"The end of a run could not be written".</summary>
    private const int EndNotWritten = 3011;

    private const string ProfileRefused =
        "printf 'Encountered an error:\\nRuntime Error\\n  Credentials in profile \"orchard\" are wrong: no such type\\n'; exit 2\n";

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Bytes_that_are_no_text_in_a_log_and_in_what_dbt_gives_up_with(string database)
    {
        const string Script = """
            case "$*" in *build*)
              head -c 200000 /dev/urandom
              printf '\000\377\376\n'
              printf 'Encountered an error:\nRuntime Error\n  a zero \000 and half a letter \303\n'
              exit 2
            esac
            """;
        await using var fixture = await RunsFixture.CreateAsync(database, new() { DbtProgram = await ProgramAsync(Script) });
        var run = await ShouldFailAsync(
            fixture,
            await fixture.AddJobAsync(),
            "Invoke dbt with `dbt build` failed with exit code 2: Runtime Error: a zero  and half a letter \uFFFD."
        );
        (await fixture.LogAsync(run.Id, "dbt build")).Length.ShouldBeGreaterThan(50_000);
    }

    [Fact]
    public async Task A_disk_that_is_full_when_a_step_writes_its_log()
    {
        await using var fixture = await RunsFixture.CreateAsync(
            settings: new()
            {
                DbtProgram = await ProgramAsync("i=0; while [ $i -lt 20000 ]; do echo \"line $i of a long log\"; i=$((i+1)); done\n"),
            }
        );
        var logs = fixture.Store.Settings.LogsFolder;
        Directory.CreateDirectory(logs);
        if (await AsRootAsync("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", logs) != 0)
        {
            Prerequisite.Missing("This machine does not let the test mount a small disk: that takes root, or sudo without a password.");
        }
        try
        {
            await ShouldFailAsync(
                fixture,
                await fixture.AddJobAsync(),
                "The server's disk is full, so the run was ended. Make room, then retry the run."
            );
        }
        finally
        {
            await AsRootAsync("umount", logs);
        }
    }

    [Fact]
    public async Task A_database_that_is_gone_in_the_middle_of_a_run()
    {
        await using var lab = await RecoveryLab.CreateAsync(RecoveryServices.Local, TestStore.Postgres);
        var job = await lab.Runs.AddJobAsync("dbt build");
        var (works, waits) = (await lab.Runs.TriggerAsync(job), await lab.Runs.TriggerAsync(job));
        lab.Hold();
        await using var server = await lab.StartServerAsync();
        var processes = await lab.ProcessesAsync(works.Id);
        await using (await GoneDatabase.BeginAsync(lab.Runs.Store.Settings.Postgres!))
        {
            lab.Release();
            await RecoveryLab.ShouldEndAsync(processes);
            await Until.HoldsAsync(() => server.HasLogged(EndNotWritten), "the server tries to write the end of the run", Cancellation);
        }

        var run = await lab.Runs.EndOfAsync(works.Id);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldMatch("^The server (could not reach or change its|lost the) database while ");
        (await lab.Runs.EndOfAsync(waits.Id)).Status.ShouldBe(RunStatus.Success);
        await lab.ShouldBeConsistentAsync(works.Id);
        await lab.ShouldBeConsistentAsync(waits.Id);
    }

    [Fact]
    public async Task A_process_that_does_not_end_when_it_is_asked_to()
    {
        await using var lab = await RecoveryLab.CreateAsync(RecoveryServices.Local);
        var job = await lab.Runs.AddJobAsync("dbt build");
        lab.Hold(stubborn: true);
        await using var server = await lab.StartServerAsync();
        var queue = server.Services.GetRequiredService<RunQueue>();
        var run = (
            await queue.TriggerAsync(
                new()
                {
                    JobId = job.Id,
                    Cause = "test",
                    Actor = RunActor.System,
                },
                Cancellation
            )
        ).Run!;
        var processes = await lab.ProcessesAsync(run.Id);

        await queue.CancelAsync(run.Id, RunActor.System, Cancellation);

        var ended = await lab.Runs.EndOfAsync(run.Id);
        (ended.Status, ended.StatusMessage).ShouldBe((RunStatus.Cancelled, "Cancelled by user."));
        await RecoveryLab.ShouldEndAsync(processes);
    }

    [Fact]
    public async Task An_environment_that_is_changed_while_a_run_waits_is_as_it_is_when_the_run_begins()
    {
        await using var fixture = await RunsFixture.CreateAsync(start: false);
        var job = await fixture.AddJobAsync("dbt run profile");
        var waiting = await fixture.TriggerAsync(job, request => request with { ThreadsOverride = 7 });
        await ChangeAsync(fixture, db => db.Credentials, row => row.Schema = "changed_meanwhile");
        await ChangeAsync(fixture, db => db.Jobs, row => (row.ExecuteSteps, row.Threads) = (["dbt never"], 3));

        await fixture.StartAsync();
        var run = await fixture.EndOfAsync(waiting.Id);

        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        var log = await fixture.LogAsync(run.Id, "run profile");
        log.ShouldContain("\"schema\": \"changed_meanwhile\"", customMessage: "where it builds is read when it begins");
        log.ShouldContain("\"threads\": 7", customMessage: "what it does was said when it was triggered");
    }

    [Fact]
    public async Task A_connection_that_is_deleted_while_a_run_waits()
    {
        await using var fixture = await RunsFixture.CreateAsync(start: false);
        var job = await fixture.AddJobAsync();
        var waiting = await fixture.TriggerAsync(job);
        await ChangeAsync(fixture, db => db.Connections, row => row.State = RowState.Deleted);
        await fixture.StartAsync();

        var run = await fixture.EndOfAsync(waiting.Id);
        (run.Status, run.StatusMessage).ShouldBe(
            (RunStatus.Error, "The environment \"Production\" has no connection. Set its connection_id.")
        );
    }

    [Attack("BOX-36")]
    [Theory]
    [InlineData(
        "/usr/bin/bwrap-that-was-here",
        "box missing: /usr/bin/bwrap-that-was-here is gone or can be changed by others than root. The run was not executed."
    )]
    [InlineData(
        "/usr/bin/false",
        "box missing: bubblewrap could not make the box (its words are in the step's log). The run was not executed."
    )]
    public async Task Bubblewrap_that_is_gone_or_makes_no_box_any_more_since_the_server_started(string program, string message)
    {
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { Box = new() { Isolation = Isolation.Namespace } });
        fixture.Store.Services.GetRequiredService<RunIsolation>().Assume(new(BoxKind.Namespace, "found at the start", program));

        await ShouldFailAsync(fixture, await fixture.AddJobAsync(), message);
    }

    [Attack("BOX-36")]
    [Fact]
    public async Task Bubblewrap_that_others_may_change_since_the_server_started()
    {
        var program = await ProgramAsync("exit 0");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_111_111);
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { Box = new() { Isolation = Isolation.Namespace } });
        fixture.Store.Services.GetRequiredService<RunIsolation>().Assume(new(BoxKind.Namespace, "found at the start", program));

        await ShouldFailAsync(
            fixture,
            await fixture.AddJobAsync(),
            $"box missing: {program} is gone or can be changed by others than root. The run was not executed."
        );
    }

    private static async Task<Run> ShouldFailAsync(RunsFixture fixture, Job job, string message)
    {
        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
        (run.Status, run.StatusMessage).ShouldBe((RunStatus.Error, message));
        (await fixture.StepsAsync(run.Id)).ShouldAllBe(step => step.Status >= RunStatus.Success && step.FinishedAt != null);
        return run;
    }

    private static async Task<string> ProgramAsync(string script)
    {
        var program = Path.Combine(Directory.CreateTempSubdirectory("headgate-edge-").FullName, "dbt.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n" + script.ReplaceLineEndings("\n"), Cancellation);
        File.SetUnixFileMode(program, (UnixFileMode)0b101_101_101);
        File.SetUnixFileMode(Path.GetDirectoryName(program)!, (UnixFileMode)0b111_101_101);
        return program;
    }

    private static async Task ChangeAsync<T>(RunsFixture fixture, Func<HeadgateDb, IQueryable<T>> rows, Action<T> change)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        foreach (var row in await rows(db).ToListAsync(Cancellation))
        {
            change(row);
        }
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task<int> AsRootAsync(params string[] command)
    {
        using var process = Process.Start(
            "/bin/sh",
            ["-c", "[ \"$(id -u)\" -eq 0 ] || set -- sudo -n \"$@\"; exec \"$@\"", "sh", .. command]
        );
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode;
    }

    /// <summary>A database of PostgreSQL that takes no connection, and has ended those that there were.</summary>
    private sealed class GoneDatabase(string database) : IAsyncDisposable
    {
        public static async Task<GoneDatabase> BeginAsync(string connection)
        {
            var gone = new GoneDatabase(new NpgsqlConnectionStringBuilder(connection).Database!);
            await gone.ExecuteAsync($"ALTER DATABASE \"{gone.Name}\" ALLOW_CONNECTIONS false");
            await gone.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{gone.Name}'");
            return gone;
        }

        private string Name => database;

        public async ValueTask DisposeAsync() => await ExecuteAsync($"ALTER DATABASE \"{Name}\" ALLOW_CONNECTIONS true");

        private async Task ExecuteAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES"));
            await connection.OpenAsync(Cancellation);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }
}
