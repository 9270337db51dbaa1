using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>
/// A project's own code against the process layer of the box, all other layers being out of play: the probe is any program it likes. Where that is
/// harmless, the same probe runs without a box too and must succeed, so that a case cannot pass because its attack never worked.
/// </summary>
public sealed class BoxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-01", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData(Isolation.None)]
    [InlineData(Isolation.Namespace)]
    public async Task BOX_01_files_of_the_server_read_by_a_run(Isolation isolation)
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

    [Attack("BOX-02", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData(Isolation.None)]
    [InlineData(Isolation.Namespace)]
    public async Task BOX_02_the_same_files_by_decorated_paths(Isolation isolation)
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

    [Attack("BOX-03", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_03_files_of_the_server_written_by_a_run()
    {
        const string Probe = """
            for path in ['journal/x', 'keys/x', 'headgate.db', 'runs/5001/repository/x', 'logs/6000/x', '../x', 'warehouse/payroll.duckdb']:
                write(os.path.join(DATA, path))
            for path in ['/x', '/usr/x', '/etc/passwd', '/etc/x', '/dev/x', '/proc/sys/kernel/core_pattern', '/work/x', '/work/profiles/profiles.yml', '/opt/x', '/run/x', '/dev/shm/allowed', '/tmp/allowed']:
                write(path)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var before = Hashes(lab.Data);
        var (_, log) = await lab.RunAsync();
        log.Split('\n')
            .Where(line => line.StartsWith("WROTE", StringComparison.Ordinal))
            .ShouldBe(["WROTE /dev/shm/allowed", "WROTE /tmp/allowed"]);
        Hashes(lab.Data).ShouldBe(before);
        Recorded.IsIntact(lab.Server);
    }

    [Attack("BOX-04", Lacks = "the process layer alone is tried, not every input of the case")]
    [Attack("BOX-05", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_04_BOX_05_another_warehouse_and_files_beside_the_own_one()
    {
        const string Probe = """
            own = '/warehouse/shop.duckdb'
            with open(own, 'ab') as file: file.write(b'rows')
            write('/warehouse/shop.duckdb.wal'); os.makedirs('/warehouse/shop.duckdb.tmp'); write('/warehouse/shop.duckdb.tmp/spill')
            for name in ['new.duckdb', 'shop.duckdb2', 'shop.duckdb.bak', '.x', 'shop.duckdb.wal.other']: write('/warehouse/' + name)
            walk('/warehouse'); print(sorted(os.listdir('/warehouse')))
            try: os.rename(own, '/warehouse/moved'); print('MOVED')
            except OSError as e: print('no rename', e.strerror)
            try: os.remove(own); print('REMOVED')
            except OSError as e: print('no remove', e.strerror)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        await lab.WarehouseAsync("warehouse/shop.duckdb");
        var folder = Path.Combine(lab.Data, "warehouse");
        await File.WriteAllTextAsync(Path.Combine(folder, "shop.duckdb"), "old ", Cancellation);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        lab.ShouldHaveKept(log);
        log.ShouldNotContain("payroll");
        log.ShouldNotContain("MOVED");
        log.ShouldNotContain("REMOVED");
        Directory
            .GetFileSystemEntries(folder)
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["payroll.duckdb", "shop.duckdb", "shop.duckdb.wal"]);
        (await File.ReadAllTextAsync(Path.Combine(folder, "shop.duckdb"), Cancellation)).ShouldBe("old rows");
    }

    [Attack("BOX-05", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_05_a_warehouse_that_a_run_makes_comes_to_its_place_and_nothing_beside_it()
    {
        await using var lab = await BoxLab.StartAsync(
            "write('/warehouse/fresh.duckdb'); write('/warehouse/fresh.duckdb.x'); write('/warehouse/other.duckdb')"
        );
        await lab.WarehouseAsync("warehouse/fresh.duckdb");
        (await lab.RunAsync()).Run.Status.ShouldBe(RunStatus.Success);
        Directory
            .GetFileSystemEntries(Path.Combine(lab.Data, "warehouse"))
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["fresh.duckdb", "payroll.duckdb"]);
    }

    [Attack("BOX-09", Lacks = "the process layer alone is tried, not every input of the case")]
    [Attack("BOX-31", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_09_BOX_31_network_of_a_run_on_a_local_warehouse()
    {
        using var v4 = new TcpListener(IPAddress.Loopback, 0);
        v4.Start();
        using var v6 = new TcpListener(IPAddress.IPv6Loopback, 0);
        v6.Start();
        var socket = Path.Combine(Path.GetTempPath(), $"box-{Guid.NewGuid():N}.sock");
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        unix.Bind(new UnixDomainSocketEndPoint(socket));
        unix.Listen();
        using var hidden = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        hidden.Bind(new UnixDomainSocketEndPoint("\0box-of-headgate"));
        hidden.Listen();
        var probe = $$"""
            reached = []
            def reach(family, address):
                try:
                    with socket.socket(family, socket.SOCK_STREAM) as s:
                        s.settimeout(2); s.connect(address); reached.append(str(address))
                except OSError as e: print('no', address, e)
            for port in [{{Port(v4)}}, {{0}}, 5432, 22]: reach(socket.AF_INET, ('127.0.0.1', port))
            reach(socket.AF_INET, ('169.254.169.254', 80)); reach(socket.AF_INET, ('1.1.1.1', 53)); reach(socket.AF_INET6, ('::1', {{Port(
                v6
            )}}))
            for path in ['{{socket}}', '\0box-of-headgate', '/run/dbus/system_bus_socket', '/var/run/docker.sock', os.environ.get('SSH_AUTH_SOCK', '/none')]:
                reach(socket.AF_UNIX, path)
            try: socket.getaddrinfo('example.com', 80); reached.append('dns')
            except OSError as e: print('no dns', e)
            print(len(reached), 'reached', reached)
            """;
        foreach (var isolation in new[] { Isolation.None, Isolation.Namespace })
        {
            await using var lab = await BoxLab.StartAsync(probe, box => box with { Isolation = isolation });
            var (_, log) = await lab.RunAsync();
            if (isolation == Isolation.Namespace)
            {
                log.ShouldContain("0 reached");
            }
            else
            {
                log.ShouldContain("box-of-headgate");
                log.ShouldNotContain("0 reached");
            }
        }
        File.Delete(socket);
    }

    [Attack("BOX-10", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_10_home_of_a_run_is_empty_and_its_own()
    {
        const string Probe =
            "print(os.environ['HOME'], os.listdir(os.environ['HOME'])); write(os.environ['HOME'] + '/.duckdb-secrets'); print(os.listdir('/home') if os.path.exists('/home') else 'no home')";
        await using var lab = await BoxLab.StartAsync(Probe);
        for (var i = 0; i < 2; i++)
        {
            (await lab.RunAsync()).Log.ShouldContain("/work/home []\nWROTE /work/home/.duckdb-secrets\nno home");
        }
    }

    [Attack("BOX-12", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_12_a_run_is_told_nothing_of_the_servers_folder_user_and_host()
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

    [Attack("BOX-16", Lacks = "the process layer alone is tried, not every input of the case")]
    [Attack("BOX-18", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData("DBT_PROFILES_DIR")]
    [InlineData("DBT_PROJECT_DIR")]
    [InlineData("DBT_TARGET_PATH")]
    [InlineData("DBT_LOG_PATH")]
    [InlineData("DBT_STATE")]
    [InlineData("DBT_ENGINE_LOG_PATH")]
    [InlineData("DBT_CLOUD_RUN_ID")]
    [InlineData("DBT_CLOUD_ACCOUNT_ID")]
    [InlineData("DBT_ENV")]
    [InlineData("PATH")]
    [InlineData("LD_PRELOAD")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("GIT_SSH_COMMAND")]
    [InlineData("PYTHONSTARTUP")]
    [InlineData("HOME")]
    [InlineData("HTTPS_PROXY")]
    [InlineData("HEADGATE_BOX")]
    [InlineData("HEADGATE_BOX_ROOT")]
    public async Task BOX_16_BOX_18_variables_that_mean_something_to_the_process(string name)
    {
        await using var lab = await BoxLab.StartAsync("print(os.environ)");
        await lab.VariableAsync(name, "/value-of-the-project");
        await lab.VariableAsync("DBT_PLAIN", "plain value");
        var (run, log) = await lab.RunAsync();
        log.ShouldContain("plain value");
        log.ShouldNotContain("/value-of-the-project");
        log.ShouldContain($"'DBT_CLOUD_RUN_ID': '{run.Id}'");
    }

    [Attack("BOX-15", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_15_places_of_the_server_named_by_options_are_not_there()
    {
        const string Probe = """
            import shutil
            for path in [DATA + '/journal', DATA + '/keys', DATA, '/', '/work/profiles']:
                try: shutil.rmtree(path)
                except OSError as e: print('no', e.strerror)
            os.makedirs(DATA + '/journal/x', exist_ok=True) if os.access('/', os.W_OK) else print('no place')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var before = Hashes(lab.Data);
        await lab.RunAsync();
        Hashes(lab.Data).ShouldBe(before);
        Recorded.IsIntact(lab.Server);
    }

    [Attack("BOX-19", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData("""{"path":"warehouse/payroll.duckdb"}""", "path")]
    [InlineData("""{"attach":[{"path":"x"}]}""", "attach")]
    [InlineData("""{"extensions":["httpfs"]}""", "extensions")]
    [InlineData("""{"settings":{"lock_configuration":false}}""", "settings")]
    [InlineData("""{"type":"postgres","host":"127.0.0.1"}""", "type")]
    [InlineData("""{"Path":"x"}""", "Path")]
    [InlineData("""{"threads":100000}""", "threads")]
    [InlineData("""{"threads":"8"}""", "threads")]
    public async Task BOX_19_extended_attributes_that_lead_elsewhere(string attributes, string named)
    {
        await using var lab = await BoxLab.StartAsync("print('the probe ran')");
        await lab.ChangeAsync(async db =>
        {
            var row = new ExtendedAttributes
            {
                AccountId = lab.Server.AccountId,
                ProjectId = lab.Project.Id,
                Attributes = attributes,
            };
            db.Add(row);
            await db.SaveChangesAsync(Cancellation);
            (await db.Environments.SingleAsync(e => e.Id == lab.Project.ProductionId, Cancellation)).ExtendedAttributesId = row.Id;
        });
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain($"\"{named}\"");
        log.ShouldNotContain("the probe ran");
    }

    [Attack("BOX-20", Lacks = "the process layer alone is tried, not every input of the case")]
    [Attack("BOX-36", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData("keys/x.duckdb")]
    [InlineData("headgate.db")]
    [InlineData("journal/x.duckdb")]
    [InlineData("../payroll.duckdb")]
    [InlineData("/etc/passwd")]
    [InlineData("warehouse/link.duckdb")]
    [InlineData("warehouse/second-name.duckdb")]
    [InlineData("warehouse/inward/x.duckdb")]
    public async Task BOX_20_BOX_36_a_connection_that_points_where_no_warehouse_may_lie(string path)
    {
        await using var lab = await BoxLab.StartAsync("print('the probe ran')");
        var folder = Path.Combine(lab.Data, "warehouse");
        File.CreateSymbolicLink(Path.Combine(folder, "link.duckdb"), Path.Combine(folder, "payroll.duckdb"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "inward"), Path.Combine(lab.Data, "keys"));
        await ShellAsync($"cp '{folder}/payroll.duckdb' '{folder}/a.duckdb' && ln '{folder}/a.duckdb' '{folder}/second-name.duckdb'");
        await lab.WarehouseAsync(path);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldStartWith("box process: ");
        log.ShouldNotContain("the probe ran");
    }

    [Attack("BOX-21", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_21_symbolic_links_of_a_repository_lead_nowhere()
    {
        await using var lab = await BoxLab.StartAsync("walk('.'); print('end')");
        Directory.CreateDirectory(Path.Combine(lab.Repository, "models"));
        File.CreateSymbolicLink(Path.Combine(lab.Repository, "models", "a.sql"), Path.Combine(lab.Data, "keys", "tokens.canary"));
        Directory.CreateSymbolicLink(Path.Combine(lab.Repository, "macros"), lab.Data);
        File.CreateSymbolicLink(Path.Combine(lab.Repository, "b.sql"), "c.sql");
        File.CreateSymbolicLink(Path.Combine(lab.Repository, "c.sql"), "b.sql");
        await ShellAsync($"mkfifo '{lab.Repository}/pipe.sql'");
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldContain("end");
        lab.ShouldHaveKept(log);
    }

    [Attack("BOX-22", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_22_hard_links_cannot_be_made_and_are_no_artifacts()
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

    [Attack("BOX-23", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_23_nothing_of_a_run_lives_on_to_swap_files_while_they_are_stored()
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

    [Attack("BOX-21", Lacks = "the process layer alone is tried, not every input of the case")]
    [Attack("BOX-23", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_21_BOX_23_folders_that_a_run_makes_links_are_not_followed_by_the_server()
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

    [Attack("BOX-30", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_30_processes_and_descriptors_that_a_run_sees()
    {
        Environment.SetEnvironmentVariable("HEADGATE_TEST_BOX_CANARY", BoxLab.Mark + "environment");
        const string Probe = """
            for process in sorted(p for p in os.listdir('/proc') if p.isdigit()):
                print('PROCESS', open(f'/proc/{process}/comm').read().strip())
                for name in ['environ', 'cmdline', 'maps', 'mem']: look(f'/proc/{process}/{name}')
                walk(f'/proc/{process}/root' + DATA)
                try: print('CWD', os.readlink(f'/proc/{process}/cwd'))
                except OSError as e: print('no', e.strerror)
            print('DESCRIPTORS', sorted(int(n) for n in os.listdir('/proc/self/fd'))[:-1])
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        lab.Canaries.Add(BoxLab.Mark + "environment");
        var (_, log) = await lab.RunAsync();
        lab.ShouldHaveKept(log);
        log.Split('\n').Where(line => line.StartsWith("PROCESS ", StringComparison.Ordinal)).ShouldBe(["PROCESS bwrap", "PROCESS python3"]);
        log.ShouldContain("DESCRIPTORS [0, 1, 2]\n");
    }

    [Attack("BOX-32", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_32_signals_tracing_and_namespaces_have_no_effect_outside()
    {
        var probe = $$"""
            libc = ctypes.CDLL(None, use_errno=True)
            def done(what, code): print(what, 'DONE' if code == 0 else 'refused')
            server = {{Environment.ProcessId}}
            done('ptrace', libc.ptrace(16, server, 0, 0)); done('prlimit', libc.prlimit(server, 7, None, None) if False else subprocess.call(['prlimit', '--pid', str(server), '--nofile=10'], stderr=subprocess.DEVNULL))
            done('kill', subprocess.call(['kill', '-9', str(server)], stderr=subprocess.DEVNULL))
            for flags in [['-Ur'], ['-m'], ['-n'], ['-p', '-f']]: done('unshare ' + flags[0], subprocess.call(['unshare', *flags, 'true'], stderr=subprocess.DEVNULL))
            done('mount', libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)); done('mknod', libc.mknod(b'/tmp/sda', 0o60666, 8 << 8)); done('chroot', libc.chroot(b'/tmp'))
            done('setuid', subprocess.call(['su', '-c', 'true'], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
            done('tty', 1 if not os.path.exists('/dev/tty') else subprocess.call('echo x >/dev/tty', shell=True, stderr=subprocess.DEVNULL))
            for device in os.listdir('/dev'):
                try: os.chmod('/dev/' + device, 0o666 if device in ('null', 'zero', 'full', 'random', 'urandom', 'tty') else 0o755); done('chmod ' + device, 0 if device in ('null', 'zero') else 1)
                except OSError as e: print('no', e.strerror)
            print('UID', os.getuid()); print('PRIVILEGES', [l.strip() for l in open('/proc/self/status') if l.startswith(('CapEff', 'CapPrm', 'NoNewPrivs'))])
            sys.stdout.flush(); os.kill(-1, 9)
            """;
        await using var lab = await BoxLab.StartAsync(probe);
        var (run, log) = await lab.RunAsync();
        log.ShouldNotContain("DONE");
        log.ShouldContain("'CapPrm:\\t0000000000000000', 'CapEff:\\t0000000000000000', 'NoNewPrivs:\\t1'");
        run.Status.ShouldBe(RunStatus.Error);
        using var answer = await lab.Server.Admin.GetAsync(lab.Server.V2 + "jobs/", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("BOX-33", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData("after success", "time.sleep(0.2)")]
    [InlineData("after failure", "time.sleep(0.2); os._exit(1)")]
    [InlineData("after cancel", "print('waits', flush=True); time.sleep(600)")]
    public async Task BOX_33_processes_that_would_outlive_their_run(string when, string end)
    {
        var mark = $"outlives-{Guid.NewGuid():N}";
        var probe = $$"""
            def leave(then):
                if os.fork() == 0:
                    os.setsid()
                    if os.fork() == 0:
                        for s in [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]: signal.signal(s, signal.SIG_IGN)
                        os.execvp('python3', ['python3', '-c', then, '{{mark}}'])
                    os._exit(0)
            leave('import time; time.sleep(600)')
            leave('import os, signal, time; os.kill(os.getpid(), signal.SIGSTOP); time.sleep(600)')
            leave('import time; file = open("/warehouse/shop.duckdb", "ab"); time.sleep(600)')
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            {{end}}
            """;
        await using var lab = await BoxLab.StartAsync(probe);
        await lab.WarehouseAsync("warehouse/shop.duckdb");
        await File.WriteAllTextAsync(Path.Combine(lab.Data, "warehouse", "shop.duckdb"), "", Cancellation);
        var id = await lab.TriggerAsync();
        if (when == "after cancel")
        {
            await Until.HoldsAsync(
                async () => (await lab.LogAsync(id)).Contains("waits", StringComparison.Ordinal),
                "the probe waits",
                Cancellation
            );
            await Until.HoldsAsync(() => ProcessesWith(mark) > 2, "all of its processes work", Cancellation);
            await lab.Server.Admin.PostAsync($"{lab.Server.V2}runs/{id}/cancel/", null, Cancellation);
        }
        var run = await lab.EndedAsync(id);
        ProcessesWith(mark).ShouldBe(0);
        run.Status.ShouldBe(
            when switch
            {
                "after success" => RunStatus.Success,
                "after failure" => RunStatus.Error,
                _ => RunStatus.Cancelled,
            }
        );
        Directory.Exists(Path.Combine(lab.Data, "runs", id.ToString())).ShouldBeFalse();
    }

    [Attack("BOX-34", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData("runs.processes", "while True:\n    try: os.fork()\n    except OSError: pass")]
    [InlineData("runs.memory_mib", "for i in range(8):\n    if os.fork() == 0: x = bytearray(100 << 20); time.sleep(600)\ntime.sleep(600)")]
    [InlineData("runs.disk_mib", "for i in range(80):\n    open(f'target/{i}', 'wb').write(b'x' * (1 << 20))\ntime.sleep(600)")]
    public async Task BOX_34_what_all_processes_of_a_run_use_together_is_limited(string setting, string probe)
    {
        var limits = new BoxLimits
        {
            Processes = 64,
            MemoryMiB = setting == "runs.memory_mib" ? 300 : 4096,
            DiskMiB = 64,
        };
        await using var lab = await BoxLab.StartAsync(probe, box => box with { Limits = limits });
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error, log[..Math.Min(log.Length, 2000)]);
        run.StatusMessage!.ShouldStartWith("box process: ");
        run.StatusMessage.ShouldContain(setting);
        using var answer = await lab.Server.Admin.GetAsync(lab.Server.V2 + "jobs/", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Recorded.IsIntact(lab.Server);
    }

    [Attack("BOX-34", Lacks = "the process layer alone is tried, not every input of the case")]
    [Theory]
    [InlineData("x = bytearray(1 << 30); print('HAD' + ' IT')")]
    [InlineData("file = open('target/big', 'wb'); file.truncate(1 << 40); print('HAD' + ' IT')")]
    [InlineData("files = [open('/dev/null') for i in range(5000)]; print('HAD' + ' IT')")]
    public async Task BOX_34_what_one_process_of_a_run_uses_is_limited(string probe)
    {
        await using var lab = await BoxLab.StartAsync(
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + probe,
            box =>
                box with
                {
                    Limits = new() { MemoryMiB = 256, DiskMiB = 64 },
                }
        );
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        log.ShouldNotContain("HAD IT");
    }

    [Attack("BOX-34", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_34_a_line_without_end_and_a_log_without_end_are_cut()
    {
        await using var lab = await BoxLab.StartAsync("for i in range(100): sys.stdout.write('x' * (1 << 20))");
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success);
        log.Length.ShouldBeLessThan(70 << 20);
        log.Split('\n').Max(line => line.Length).ShouldBeLessThan(100_000);
    }

    [Attack("BOX-36", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_36_names_are_never_read_as_arguments_of_the_box()
    {
        await using var lab = await BoxLab.StartAsync("print(os.listdir('/'), sys.argv)");
        await lab.WarehouseAsync("--bind / /.duckdb");
        await lab.ChangeAsync(async db =>
        {
            var job = await db.Jobs.SingleAsync(row => row.Id == lab.Project.JobId, Cancellation);
            (job.Name, job.ExecuteSteps) = ("--bind / /", ["dbt build --bind / /host --share-net"]);
        });
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error, "a folder of that name is no place for a warehouse");
        log.ShouldNotContain("'host'");
        await lab.WarehouseAsync("--share-net.duckdb");
        (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        log.ShouldContain("'--bind', '/', '/host', '--share-net'");
        log.ShouldNotContain("'host'");
    }

    [Attack("BOX-36", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_36_a_program_that_comes_first_in_PATH_is_not_taken_for_bubblewrap()
    {
        var fake = Directory.CreateTempSubdirectory("fake-bwrap-");
        var path = Environment.GetEnvironmentVariable("PATH");
        await File.WriteAllTextAsync(Path.Combine(fake.FullName, "bwrap"), "#!/bin/sh\nexit 0\n", Cancellation);
        File.SetUnixFileMode(Path.Combine(fake.FullName, "bwrap"), (UnixFileMode)0b111_101_101);
        try
        {
            Environment.SetEnvironmentVariable("PATH", $"{fake.FullName}:{path}");
            var state = await IsolationProbe.FindAsync(new() { Isolation = Isolation.Namespace }, Cancellation);
            state.Bubblewrap.ShouldBe("/usr/bin/bwrap");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            fake.Delete(recursive: true);
        }
    }

    [Attack("BOX-38", Lacks = "the process layer alone is tried, not every input of the case")]
    [Attack("BOX-39", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_38_BOX_39_what_lies_in_the_target_folder_and_is_no_plain_file()
    {
        const string Probe = """
            os.mkfifo('target/pipe.json'); s = socket.socket(socket.AF_UNIX); s.bind('target/socket.json')
            os.symlink('/etc/passwd', 'target/link.json'); os.symlink('/', 'target/folder')
            os.makedirs('target/manifest.json'); open('target/run_results.json', 'w').write('{}')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        (await lab.ArtifactsAsync(run.Id)).ShouldBe(["run_results.json"]);
        log.ShouldContain("entries of the target folder were left out");
    }

    [Attack("BOX-41", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_41_success_that_is_told_by_files_only()
    {
        const string Probe = """
            open('target/run_results.json', 'w').write('{"results":[{"status":"success"}]}')
            os.kill(os.getppid(), 9); os._exit(1)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        (await lab.RunAsync()).Run.Status.ShouldBe(RunStatus.Error);
    }

    [Attack("BOX-42", Lacks = "the process layer alone is tried, not every input of the case")]
    [Fact]
    public async Task BOX_42_other_runs_are_not_there()
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

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What the server keeps that no run of its own changes, by content.</summary>
    private static List<string> Hashes(string data) =>
        [
            .. new[] { "keys", "warehouse", "runs/5001", "logs/6000", "bootstrap.json", "journal/canary.txt" }
                .Select(path => Path.Combine(data, path))
                .SelectMany(path => File.Exists(path) ? [path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories))
                .Order()
                .Select(file => file + " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))),
        ];

    private static int ProcessesWith(string word)
    {
        var count = 0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            try
            {
                count += File.ReadAllText(Path.Combine(process, "cmdline")).Contains(word, StringComparison.Ordinal) ? 1 : 0;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
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
}
