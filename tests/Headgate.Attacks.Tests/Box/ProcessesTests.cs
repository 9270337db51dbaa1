using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>What the processes of a run see, do to others, and leave behind.</summary>
[Collection("box")]
public sealed class ProcessesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-30")]
    [Fact]
    public async Task A_run_sees_its_own_processes_and_three_descriptors()
    {
        Environment.SetEnvironmentVariable("HEADGATE_TEST_BOX_CANARY", BoxLab.Mark + "environment");
        const string Probe = """
            for process in sorted(p for p in os.listdir('/proc') if p.isdigit()):
                print('PROCESS', open(f'/proc/{process}/comm').read().strip())
                for name in ['environ', 'cmdline', 'maps', 'mem']: look(f'/proc/{process}/{name}')
                walk(f'/proc/{process}/root' + DATA)
                try: print('CWD', os.readlink(f'/proc/{process}/cwd'))
                except OSError as e: print('no', e.strerror)
            print(open('/proc/self/mountinfo').read(), dict(os.environ)); open('target/environ.json', 'w').write(str(dict(os.environ)))
            print('DESCRIPTORS', sorted(int(n) for n in os.listdir('/proc/self/fd'))[:-1])
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        lab.Canaries.AddRange([BoxLab.Mark + "environment", BoxLab.Secret]);
        var (_, log) = await lab.RunAsync();
        lab.ShouldHaveKept(log);
        log.Split('\n').Where(line => line.StartsWith("PROCESS ", StringComparison.Ordinal)).ShouldBe(["PROCESS bwrap", "PROCESS python3"]);
        log.ShouldContain("DESCRIPTORS [0, 1, 2]\n");
    }

    [Attack("BOX-32")]
    [Fact]
    public async Task Signals_tracing_and_namespaces_have_no_effect_outside()
    {
        var probe = $$"""
            import fcntl, termios
            libc = ctypes.CDLL(None, use_errno=True)
            def done(what, code): print(what, 'DONE' if code == 0 else 'refused')
            server = {{Environment.ProcessId}}
            done('ptrace', libc.ptrace(16, server, 0, 0)); done('prlimit', libc.prlimit(server, 7, None, None) if False else subprocess.call(['prlimit', '--pid', str(server), '--nofile=10'], stderr=subprocess.DEVNULL))
            class Memory(ctypes.Structure): _fields_ = [('at', ctypes.c_void_p), ('length', ctypes.c_size_t)]
            there = Memory(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
            done('readv', 0 if libc.process_vm_readv(server, ctypes.byref(there), 1, ctypes.byref(there), 1, 0) > 0 else 1)
            try: fcntl.ioctl(0, termios.TIOCSTI, b'x'); done('tiocsti', 0)
            except OSError as e: print('no', e.strerror)
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
        var beside = await lab.BesideAsync();
        var (run, log) = await lab.RunAsync();
        await lab.ShouldStandAsync(beside);
        log.ShouldNotContain("DONE");
        log.ShouldContain("'CapPrm:\\t0000000000000000', 'CapEff:\\t0000000000000000', 'NoNewPrivs:\\t1'");
        run.Status.ShouldBe(RunStatus.Error);
        using var answer = await lab.Server.Admin.GetAsync(lab.Server.V2 + "jobs/", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("BOX-33")]
    [Theory]
    [InlineData("after success", "time.sleep(0.2)")]
    [InlineData("after failure", "time.sleep(0.2); os._exit(1)")]
    [InlineData("after its timeout", "print('waits', flush=True); time.sleep(600)")]
    [InlineData("after cancel", "print('waits', flush=True); time.sleep(600)")]
    public async Task No_process_outlives_its_run(string when, string end)
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
        if (when == "after its timeout")
        {
            await lab.ChangeAsync(async db =>
                (await db.Jobs.SingleAsync(row => row.Id == lab.Project.JobId, Cancellation)).TimeoutSeconds = 5
            );
        }
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
}
