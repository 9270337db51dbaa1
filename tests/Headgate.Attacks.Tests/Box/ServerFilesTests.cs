using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>What a run sees of the server's files, of other runs and of the machine.</summary>
[Collection("box")]
public sealed class ServerFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-01")]
    [Theory]
    [InlineData(Isolation.None)]
    [InlineData(Isolation.Namespace)]
    public async Task Files_of_the_server_are_not_there_for_a_run(Isolation isolation)
    {
        const string Probe = """
            for path in ['bootstrap.json', 'keys', 'journal', 'logs', 'runs', 'warehouse', 'artifacts', 'headgate.db']:
                whole = os.path.join(DATA, path)
                walk(whole) if os.path.isdir(whole) else look(whole)
            print(open('/etc/passwd').read())
            look('/etc/shadow'); look('/etc/hostname'); look('/root/.bashrc')
            """;
        await using var lab = await BoxLab.StartAsync(Probe, box => box with { Isolation = isolation });
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        if (isolation == Isolation.None)
        {
            lab.Canaries.ShouldAllBe(canary => log.Contains(canary));
            return;
        }
        lab.ShouldHaveKept(log);
        log.ShouldContain("bootstrap.json No such file");
        log.ShouldNotContain("root:");
        log.ShouldNotContain("read /etc/");
    }

    [Attack("BOX-02")]
    [Theory]
    [InlineData(Isolation.None)]
    [InlineData(Isolation.Namespace)]
    public async Task The_same_files_are_not_there_by_decorated_paths(Isolation isolation)
    {
        const string Probe = """
            print(os.getcwd())
            up = lambda n: '/'.join(['..'] * n)
            for n in range(1, 12):
                for path in ['bootstrap.json', 'keys/tokens.canary', 'warehouse/payroll.duckdb', '5001/repository/model.sql', 'runs/5001/state/manifest.json']:
                    look(up(n) + '/' + path); look('./.././' + up(n) + '/' + path)
            look('//' + DATA + '/bootstrap.json'); look('/proc/self/root' + DATA + '/bootstrap.json'); look('/proc/1/root' + DATA + '/bootstrap.json')
            os.symlink(DATA, 'inward'); walk('inward/'); look('inward/bootstrap.json')
            """;
        await using var lab = await BoxLab.StartAsync(Probe, box => box with { Isolation = isolation });
        var (_, log) = await lab.RunAsync();
        if (isolation == Isolation.None)
        {
            log.ShouldContain("FOUND");
            return;
        }
        lab.ShouldHaveKept(log);
    }

    [Attack("BOX-10")]
    [Fact]
    public async Task The_home_of_a_run_is_empty_and_its_own()
    {
        const string Probe =
            "print(os.environ['HOME'], os.listdir(os.environ['HOME'])); write(os.environ['HOME'] + '/.duckdb-secrets'); print(os.listdir('/home') if os.path.exists('/home') else 'no home')";
        await using var lab = await BoxLab.StartAsync(Probe);
        for (var i = 0; i < 2; i++)
        {
            (await lab.RunAsync()).Log.ShouldContain("/work/home []\nWROTE /work/home/.duckdb-secrets\nno home");
        }
    }

    [Attack("BOX-12")]
    [Fact]
    public async Task A_run_is_told_nothing_of_the_servers_folder_user_and_host()
    {
        const string Probe =
            "print(os.getcwd(), os.uname().nodename, os.environ); print(open('/proc/1/cmdline').read()); print(open(os.environ['DBT_PROFILES_DIR'] + '/profiles.yml').read()); print(open('/etc/hosts').read())";
        await using var lab = await BoxLab.StartAsync(Probe);
        await lab.ChangeAsync(db => db.EnvironmentVariables.Where(row => row.Name == "DBT_PROBE_DATA").ExecuteDeleteAsync(Cancellation));
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldContain("/work/repository run ");
        log.ShouldContain("\"path\": \"/warehouse/shop.duckdb\"");
        log.ShouldNotContain(lab.Data);
        log.ShouldNotContain(Environment.MachineName + " ");
        log.ShouldNotContain(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
    }

    [Attack("BOX-42")]
    [Fact]
    public async Task Other_runs_are_not_there()
    {
        const string Probe = """
            for path in ['../5001', '../../5001', '../6000', '/work/../5001', DATA + '/runs', DATA + '/logs', DATA + '/artifacts', '/work/retry', '/work/box']:
                print(path, os.path.exists(path)); walk(path)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (_, log) = await lab.RunAsync();
        lab.ShouldHaveKept(log);
        log.ShouldNotContain(" True");
    }
}
