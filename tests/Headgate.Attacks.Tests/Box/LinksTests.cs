using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Links that a repository brings or a run makes.</summary>
[Collection("box")]
public sealed class LinksTests
{
    [Attack("BOX-21")]
    [Fact]
    public async Task Symbolic_links_of_a_repository_lead_nowhere()
    {
        await using var lab = await BoxLab.StartAsync("walk('.'); print('end')");
        Directory.CreateDirectory(Path.Combine(lab.Repository, "models"));
        File.CreateSymbolicLink(Path.Combine(lab.Repository, "models", "a.sql"), Path.Combine(lab.Data, "keys", "tokens.canary"));
        Directory.CreateSymbolicLink(Path.Combine(lab.Repository, "macros"), lab.Data);
        File.CreateSymbolicLink(Path.Combine(lab.Repository, "b.sql"), "c.sql");
        File.CreateSymbolicLink(Path.Combine(lab.Repository, "c.sql"), "b.sql");
        await BoxLab.ShellAsync($"mkfifo '{lab.Repository}/pipe.sql'");
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldContain("end");
        lab.ShouldHaveKept(log);
    }

    [Attack("BOX-22")]
    [Fact]
    public async Task Hard_links_cannot_be_made_and_are_no_artifacts()
    {
        const string Probe = """
            for path in [DATA + '/keys/tokens.canary', '/warehouse/shop.duckdb', '/work/profiles/profiles.yml', '/usr/bin/env', '/etc/passwd']:
                try: os.link(path, 'target/' + os.path.basename(path)); print('LINKED', path)
                except OSError as e: print('no', e.strerror)
            open('target/one', 'w').write('x'); os.link('target/one', 'target/two'); open('target/plain', 'w').write('y')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, log) = await lab.RunAsync();
        log.ShouldNotContain("LINKED");
        (await lab.ArtifactsAsync(run.Id)).ShouldBe(["plain"]);
    }

    [Attack("BOX-23")]
    [Fact]
    public async Task Nothing_of_a_run_lives_on_to_swap_files_while_they_are_stored()
    {
        const string Probe = """
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    for s in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]: signal.signal(s, signal.SIG_IGN)
                    while True:
                        try:
                            os.symlink(DATA + '/bootstrap.json', 'target/s'); os.replace('target/s', 'target/a.json')
                            open('target/f', 'w').write('{}'); os.replace('target/f', 'target/a.json')
                        except OSError: pass
                os._exit(0)
            time.sleep(0.05)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        // Artifacts are stored after each step, so a run of fifty is fifty chances.
        await lab.ChangeAsync(async db =>
            (await db.Jobs.SingleAsync(row => row.Id == lab.Project.JobId, TestContext.Current.CancellationToken)).ExecuteSteps = [
                .. Enumerable.Repeat("dbt build", 50),
            ]
        );
        for (var i = 0; i < 4; i++)
        {
            var (run, log) = await lab.RunAsync();
            run.Status.ShouldBe(RunStatus.Success, log);
            lab.ShouldHaveKept(log);
        }
    }

    /// <summary>A warehouse that is not there yet is a file of a folder that the run may write; from then on it is a mount, which nothing takes the place of.</summary>
    [Attack("BOX-23")]
    [Fact]
    public async Task A_warehouse_that_a_run_swaps_for_a_link_shows_no_other()
    {
        const string Probe = """
            walk('/warehouse')
            for way in [lambda: os.rename('/warehouse/swapped.duckdb', '/warehouse/moved'), lambda: os.remove('/warehouse/swapped.duckdb')]:
                try: way(); print('could change it')
                except OSError as e: print('no', e)
            if os.fork() == 0:
                os.setsid()
                while True:
                    try:
                        os.symlink('payroll.duckdb', '/warehouse/l'); os.replace('/warehouse/l', '/warehouse/swapped.duckdb')
                        os.symlink(DATA + '/warehouse/payroll.duckdb', '/warehouse/l'); os.replace('/warehouse/l', '/warehouse/swapped.duckdb')
                        open('/warehouse/f', 'w').write('own'); os.replace('/warehouse/f', '/warehouse/swapped.duckdb')
                    except OSError: pass
            time.sleep(0.02)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        for (var i = 0; i < 8; i++)
        {
            // Each time a warehouse that is not there yet, in two steps: the second meets what the first has left.
            await lab.WarehouseAsync($"warehouse/{i}/swapped.duckdb");
            Directory.CreateDirectory(Path.Combine(lab.Data, "warehouse", $"{i}"));
            var (_, log) = await lab.RunAsync();
            var (again, more) = await lab.RunAsync();
            lab.ShouldHaveKept(log + more);
            var file = new FileInfo(Path.Combine(lab.Data, "warehouse", $"{i}", "swapped.duckdb"));
            file.LinkTarget.ShouldBeNull();
            if (file.Exists && again.Status == RunStatus.Success)
            {
                more.ShouldNotContain("could change it");
            }
        }
    }

    [Attack("BOX-21")]
    [Attack("BOX-23")]
    [Fact]
    public async Task Folders_that_a_run_makes_links_are_not_followed_by_the_server()
    {
        const string Probe = """
            import shutil
            shutil.rmtree('target'); os.symlink(DATA + '/logs/6000', 'target')
            os.remove(os.environ['DBT_LOG_PATH'] + '/dbt.log') if os.path.exists(os.environ['DBT_LOG_PATH'] + '/dbt.log') else None
            os.symlink(DATA + '/bootstrap.json', os.environ['DBT_LOG_PATH'] + '/dbt.log')
            for path in [os.environ['DBT_LOG_PATH'], '/work/repository', '/work/profiles']:
                try: os.rename(path, '/work/moved'); print('MOVED', path)
                except OSError as e: print('no', e.strerror)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, log) = await lab.RunAsync();
        log.ShouldNotContain("MOVED");
        lab.ShouldHaveKept(log);
        (await lab.ArtifactsAsync(run.Id)).ShouldBeEmpty();
    }
}
