using System.Diagnostics;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Platform.Tests.Runs.Execution;

public sealed class RunExecutionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_triggered_run_goes_through_dbt_Clouds_steps_and_succeeds(string database)
    {
        await using var fixture = await RunsFixture.CreateAsync(database);
        var job = await fixture.AddJobAsync("dbt build --select \"a b\"");
        await ChangeAsync(fixture, job, row => (row.RunGenerateSources, row.GenerateDocs) = (true, true));

        var queued = await fixture.TriggerAsync(job);
        queued.Status.ShouldBe(RunStatus.Queued);
        var run = await fixture.EndOfAsync(queued.Id);

        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        run.StatusMessage.ShouldBeNull();
        run.ArtifactsSaved.ShouldBeTrue();
        run.HasDocsGenerated.ShouldBeTrue();
        run.HasSourcesGenerated.ShouldBeTrue();
        new[] { run.CreatedAt, run.DequeuedAt!.Value, run.StartedAt!.Value, run.FinishedAt!.Value }.ShouldBeInOrder();
        var steps = await fixture.StepsAsync(run.Id);
        steps
            .Select(step => step.Name)
            .ShouldBe([
                "Clone git repository",
                "Create profile from connection DuckDB",
                "Invoke dbt with `dbt deps`",
                "Invoke dbt with `dbt source freshness`",
                "Invoke dbt with `dbt build --select \"a b\"`",
                "Invoke dbt with `dbt docs generate`",
            ]);
        steps.ShouldAllBe(step => step.Status == RunStatus.Success && step.FinishedAt != null);
        (await fixture.LogAsync(run.Id, "dbt build")).ShouldBe(
            "\u001b[32m10:00:00\u001b[0m  Running with dbt=1.9.0 (fake): build --select a b\nDone. PASS=3 WARN=0 ERROR=0 SKIP=0 TOTAL=3\n"
        );
        foreach (var step in steps)
        {
            (await fixture.LogAsync(run.Id, step.Name)).ShouldNotBeEmpty();
        }
        Directory.Exists(Path.Combine(fixture.Store.Settings.RunsFolder, run.Id.ToString())).ShouldBeFalse();
    }

    [Fact]
    public async Task Each_change_of_status_is_in_the_outbox_once_and_in_order()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(await fixture.AddJobAsync())).Id);

        await using var db = await fixture.Store.OpenDbAsync();
        var events = await db
            .OutboxEvents.Where(row => row.RunId == run.Id)
            .OrderBy(row => row.Id)
            .Select(row => row.Type)
            .ToListAsync(Cancellation);
        events.ShouldBe(["run.queued", "run.starting", "run.running", "run.succeeded"]);
    }

    [Fact]
    public async Task A_failing_command_ends_the_run_and_leaves_out_what_follows()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt seed", "dbt run fail", "dbt test");
        await ChangeAsync(fixture, job, row => row.GenerateDocs = true);

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage.ShouldBe("Invoke dbt with `dbt run fail` failed with exit code 1.");
        var steps = await fixture.StepsAsync(run.Id);
        steps
            .Select(step => step.Status)
            .ShouldBe([RunStatus.Success, RunStatus.Success, RunStatus.Success, RunStatus.Success, RunStatus.Error]);
        steps[^1].ExitCode.ShouldBe(1);
        (await fixture.LogAsync(run.Id, "run fail")).ShouldContain("Database error");
        await using var db = await fixture.Store.OpenDbAsync();
        (await db.Jobs.SingleAsync(row => row.Id == job.Id, Cancellation)).RunFailureCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(
        "dbt build nodes",
        "Invoke dbt with `dbt build nodes` failed with exit code 1: 1 of 3 nodes failed, 1 was skipped. It is model orders: Database Error in model orders (models/orders.sql): no column *****."
    )]
    [InlineData(
        "dbt build lost",
        "Invoke dbt with `dbt build lost` failed with exit code 2: Compilation Error: Model \"orders\" depends on \"nothing\"."
    )]
    public async Task The_message_of_a_failed_run_says_which_node_failed_and_why(string command, string message)
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt seed", command);

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        run.StatusMessage.ShouldBe(message);
        (await fixture.LogAsync(run.Id, command)).ShouldEndWith(message + "\n");
    }

    [Fact]
    public async Task Source_freshness_and_docs_of_the_jobs_switches_do_not_fail_a_run()
    {
        var program = Path.Combine(Path.GetTempPath(), $"dbt-{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\ncase \"$*\" in *freshness*|*docs*) exit 1;; esac\n", Cancellation);
        File.SetUnixFileMode(program, (UnixFileMode)0b101_101_101);
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { DbtProgram = program });
        var job = await fixture.AddJobAsync();
        await ChangeAsync(fixture, job, row => (row.RunGenerateSources, row.GenerateDocs) = (true, true));

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        run.HasDocsGenerated.ShouldBeFalse();
        (await fixture.StepsAsync(run.Id)).Count(step => step.Status == RunStatus.Error).ShouldBe(2);
        File.Delete(program);
    }

    [Fact]
    public async Task The_child_gets_dbt_Clouds_variables_and_nothing_of_the_servers()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        Environment.SetEnvironmentVariable("HEADGATE_TEST_SERVER_SECRET", "do-not-pass");
        var job = await fixture.AddJobAsync("dbt run env");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job, request => request with { Cause = "Because" })).Id);
        var log = await fixture.LogAsync(run.Id, "run env");

        log.ShouldContain($"DBT_CLOUD_RUN_ID={run.Id}\n");
        log.ShouldContain($"DBT_ENV_CUSTOM_ENV_DBT_CLOUD_JOB_ID={job.Id}\n");
        log.ShouldContain("DBT_CLOUD_RUN_REASON=Because\n");
        log.ShouldContain("DBT_CLOUD_RUN_REASON_CATEGORY=other\n");
        log.ShouldContain("DBT_CLOUD_ENVIRONMENT_TYPE=prod\n");
        log.ShouldNotContain("do-not-pass");
        log.ShouldNotContain("HEADGATE_TEST_POSTGRES");
    }

    [Fact]
    public async Task What_fetches_packages_has_no_secret_of_the_profile()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt deps env");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
        var log = await fixture.LogAsync(run.Id, "deps env");

        log.ShouldContain("DBT_ENV_SECRET_TOKEN=");
        log.ShouldNotContain("DBT_ENV_SECRET_HEADGATE_");
    }

    [Fact]
    public async Task The_profile_is_written_without_secrets_under_the_projects_profile_name()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run profile");

        var run = await fixture.EndOfAsync(
            (await fixture.TriggerAsync(job, request => request with { SchemaOverride = "other", ThreadsOverride = 7 })).Id
        );
        var log = await fixture.LogAsync(run.Id, "run profile");

        log.ShouldContain("\"orchard\": {");
        log.ShouldContain("\"schema\": \"other\"");
        log.ShouldContain("\"threads\": 7");
        log.ShouldContain("\"type\": \"duckdb\"");
        log.ShouldContain("DBT_ENV_SECRET_HEADGATE_PASSWORD");
        log.ShouldNotContain("*****");
        (await fixture.StepsAsync(run.Id))[1].Name.ShouldBe("Create profile from connection DuckDB (override schema to 'other')");
    }

    [Theory]
    [InlineData("""{"hostname":"db.example.com","dbname":"shop"}""", 5432)]
    [InlineData("""{"hostname":"db.example.com","dbname":"shop","port":6000}""", 6000)]
    public async Task A_PostgreSQL_connection_becomes_the_profile_of_dbts_adapter(string config, int port)
    {
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { Box = new() { Isolation = Isolation.None } });
        var job = await fixture.AddJobAsync("dbt run profile");
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Connections.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.AdapterVersion, "postgres_v0").SetProperty(row => row.Config, config),
                Cancellation
            );
            await db.Credentials.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Username, "shopkeeper").SetProperty(row => row.Schema, (string?)null),
                Cancellation
            );
        }

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
        var log = await fixture.LogAsync(run.Id, "run profile");

        log.ShouldContain("\"type\": \"postgres\"");
        log.ShouldContain("\"host\": \"db.example.com\"");
        log.ShouldContain($"\"port\": {port}");
        log.ShouldContain("\"dbname\": \"shop\"");
        log.ShouldContain("\"user\": \"shopkeeper\"");
        log.ShouldContain("\"schema\": \"public\"");
        log.ShouldContain("DBT_ENV_SECRET_HEADGATE_PASSWORD");
        log.ShouldNotContain("\"path\"");
    }

    [Fact]
    public async Task Secrets_are_in_no_log_and_no_artifact_of_a_whole_run()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run secret");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        (await fixture.LogAsync(run.Id, "run secret")).ShouldContain("token=***** password=*****\n");
        foreach (var (file, bytes) in await LiveFolder.ReadAsync(fixture.Store.Settings.DataFolder, Cancellation))
        {
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            text.ShouldNotContain("t0p-t0ken", customMessage: file);
            text.ShouldNotContain("s3cret-pass", customMessage: file);
        }
    }

    [Fact]
    public async Task A_cancelled_run_ends_its_whole_process_tree_and_keeps_what_it_had()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var mark = $"stubborn-{Guid.NewGuid():N}";
        var job = await fixture.AddJobAsync("dbt seed", $"dbt run {mark}");
        var queued = await fixture.TriggerAsync(job);
        await Until.HoldsAsync(
            async () => (await fixture.LogAsync(queued.Id, "stubborn")).Contains("grandchild works", StringComparison.Ordinal),
            "the grandchild works",
            Cancellation
        );
        ProcessesWith(mark).ShouldBeGreaterThan(1);

        await fixture.Queue.CancelAsync(queued.Id, new("user", "1", "ada@example.com"), Cancellation);
        var run = await fixture.EndOfAsync(queued.Id);

        run.Status.ShouldBe(RunStatus.Cancelled);
        run.StatusMessage.ShouldBe("Cancelled by user.");
        run.CancelActorName.ShouldBe("ada@example.com");
        run.ArtifactsSaved.ShouldBeTrue();
        ProcessesWith(mark).ShouldBe(0);
        (await fixture.StepsAsync(run.Id))[^1].Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_queued_run_is_cancelled_at_once_and_never_starts()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run sleep");
        var first = await fixture.TriggerAsync(job);
        var second = await fixture.TriggerAsync(job);
        await fixture.UntilAsync(second.Id, run => run.StatusMessage == $"Waits for run {first.Id} of the same job.");

        var cancelled = await fixture.Queue.CancelAsync(second.Id, new("user", "1", "ada"), Cancellation);

        cancelled!.Status.ShouldBe(RunStatus.Cancelled);
        cancelled.StartedAt.ShouldBeNull();
        cancelled.FinishedAt.ShouldNotBeNull();
        await fixture.Queue.CancelAsync(first.Id, new("user", "1", "ada"), Cancellation);
        await fixture.EndOfAsync(first.Id);
        (await fixture.StepsAsync(second.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_cancelled_by_its_timeout()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run sleep");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job, request => request with { TimeoutSecondsOverride = 1 })).Id);

        run.Status.ShouldBe(RunStatus.Cancelled);
        run.StatusMessage.ShouldBe("The run exceeded its timeout of 1 seconds and was cancelled.");
    }

    [Fact]
    public async Task A_link_in_the_target_folder_brings_nothing_from_outside_into_the_artifacts()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(await fixture.AddJobAsync("dbt run link"))).Id);

        await using var db = await fixture.Store.OpenDbAsync();
        var paths = await db.Artifacts.Where(row => row.RunId == run.Id).Select(row => row.Path).Distinct().ToListAsync(Cancellation);
        paths.ShouldBe(["run_results.json"]);
    }

    [Theory]
    [InlineData("ext::sh -c 'touch /tmp/pwned'")]
    [InlineData("--upload-pack=touch /tmp/pwned")]
    [InlineData("file:///etc")]
    public async Task A_repository_that_is_no_repository_ends_the_run_in_its_first_step(string url)
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync();
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Repositories.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RemoteUrl, url).SetProperty(row => row.RemoteBackend, "manual_config"),
                Cancellation
            );
        }

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        run.Status.ShouldBe(RunStatus.Error);
        (await fixture.StepsAsync(run.Id)).ShouldHaveSingleItem().Status.ShouldBe(RunStatus.Error);
        File.Exists("/tmp/pwned").ShouldBeFalse();
    }

    [Fact]
    public async Task A_git_repository_is_cloned_at_its_branch_and_its_commit_is_noted()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync();
        var origin = Path.Combine(fixture.Store.Settings.DataFolder, "projects", "origin.git");
        var work = Path.Combine(fixture.Store.Settings.DataFolder, "work");
        await ShellAsync(
            $"git init -q -b main {work} && cd {work} && echo 'name: x' > dbt_project.yml && echo 'touch /tmp/hook-ran' > .git/hooks/post-checkout"
                + " && git add . && git -c user.name=a -c user.email=a@b commit -qm one && git checkout -q -b release && git clone -q --bare . "
                + origin
        );
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Repositories.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RemoteUrl, origin).SetProperty(row => row.RemoteBackend, "manual_config"),
                Cancellation
            );
        }

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job, request => request with { GitBranch = "main" })).Id);

        run.Status.ShouldBe(RunStatus.Success, await fixture.LogAsync(run.Id, "Clone"));
        run.GitBranch.ShouldBe("main");
        run.GitSha.ShouldNotBeNull().Length.ShouldBe(40);
    }

    [Fact]
    public async Task The_first_step_starts_soon_after_the_trigger()
    {
        await using var fixture = await RunsFixture.CreateAsync();
        var job = await fixture.AddJobAsync("dbt run");
        await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
            times.Add(((await fixture.StepsAsync(run.Id))[0].StartedAt!.Value - run.CreatedAt).TotalMilliseconds);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", times.Select(time => $"{time:0.0} ms")));
        times.Order().ElementAt(2).ShouldBeLessThan(150);
    }

    [Fact]
    public async Task The_box_adds_little_to_a_step()
    {
        var medians = new Dictionary<Isolation, double>();
        foreach (var isolation in new[] { Isolation.None, Isolation.Namespace })
        {
            await using var fixture = await RunsFixture.CreateAsync(settings: new() { Box = new() { Isolation = isolation } });
            var job = await fixture.AddJobAsync([.. Enumerable.Range(0, 20).Select(i => $"dbt run {i}")]);
            var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
            run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
            medians[isolation] = (await fixture.StepsAsync(run.Id))
                .Where(step => step.Command is not null)
                .Select(step => (step.FinishedAt!.Value - step.StartedAt!.Value).TotalMilliseconds)
                .Order()
                .ElementAt(10);
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"without {medians[Isolation.None]:0.0} ms, boxed {medians[Isolation.Namespace]:0.0} ms"
        );
        (medians[Isolation.Namespace] - medians[Isolation.None]).ShouldBeLessThan(
            250,
            "a busy machine multiplies what is 20 ms on an idle one"
        );
    }

    [Fact]
    public async Task Where_no_box_can_be_had_a_run_ends_and_says_why_instead_of_being_executed_without_one()
    {
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { Box = new() { Isolation = Isolation.Namespace } });
        fixture.Store.Services.GetRequiredService<RunIsolation>().Assume(new(BoxKind.Missing, "bubblewrap is not installed"));
        var job = await fixture.AddJobAsync("dbt run env");

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);

        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage.ShouldBe(
            "box missing: bubblewrap is not installed. The run was not executed, because runs.isolation does not allow it without a box; 'headgate doctor' shows what this machine lacks."
        );
    }

    [Theory]
    [InlineData("shop.duckdb")]
    [InlineData("warehouse/shop.duckdb")]
    public async Task Where_only_another_user_can_be_had_a_run_works_in_its_folder_and_reads_nothing_of_the_servers(string warehouse)
    {
        if (!IsolationProbe.IsRoot)
        {
            Prerequisite.Missing("Only root can give a run another user.");
        }
        await using var fixture = await RunsFixture.CreateAsync(settings: new() { Box = new() { Isolation = Isolation.User } });
        var data = fixture.Store.Settings.DataFolder;
        await File.WriteAllTextAsync(Path.Combine(data, "bootstrap.json"), "the-server's-secret", Cancellation);
        Directory.CreateDirectory(Path.Combine(data, "warehouse"));
        await File.WriteAllTextAsync(Path.Combine(data, "warehouse", "payroll.duckdb"), "the-server's-secret", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(data, warehouse), "old", Cancellation);
        var job = await fixture.AddJobAsync($"dbt run user={data}");
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.Connections.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Config, $$"""{"path":"{{warehouse}}"}"""),
                Cancellation
            );
        }

        var run = await fixture.EndOfAsync((await fixture.TriggerAsync(job)).Id);
        var log = await fixture.LogAsync(run.Id, "run user");

        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldContain("wrote to the warehouse");
        log.ShouldNotContain("the-server's-secret");
        (await File.ReadAllTextAsync(Path.Combine(data, warehouse), Cancellation)).ShouldBe("oldnew");
    }

    /// <summary>Processes of this machine with a word among their arguments. Those of a run have other numbers inside than outside.</summary>
    private static int ProcessesWith(string word)
    {
        var count = 0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            try
            {
                count += File.ReadAllText(Path.Combine(process, "cmdline")).Contains(word, StringComparison.Ordinal) ? 1 : 0;
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
        return count;
    }

    private static async Task ShellAsync(string command)
    {
        using var process = Process.Start("/bin/sh", ["-c", command]);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0);
    }

    private static async Task ChangeAsync(RunsFixture fixture, Job job, Action<Job> change)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        change(await db.Jobs.SingleAsync(row => row.Id == job.Id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }
}
