using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;

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

    [Attack("BOX-22", Lacks = "archives of packages")]
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

    [Attack("BOX-23", Lacks = "the warehouse's file before it is bound, and 200 runs")]
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
        for (var i = 0; i < 10; i++)
        {
            var (run, log) = await lab.RunAsync();
            run.Status.ShouldBe(RunStatus.Success, log);
            lab.ShouldHaveKept(log);
        }
    }

    [Attack("BOX-21")]
    [Attack("BOX-23", Lacks = "the warehouse's file before it is bound, and 200 runs")]
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
