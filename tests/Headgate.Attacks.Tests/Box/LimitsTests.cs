using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>How much a run uses.</summary>
[Collection("box")]
public sealed class LimitsTests
{
    [Attack("BOX-34")]
    [Theory]
    [InlineData("while True: pass")]
    [InlineData(
        "sys.setrecursionlimit(1 << 30)\ndef again(n): return again(n) if n % 2 else again(n + 1)\nwhile True:\n    try: again(0)\n    except BaseException: pass"
    )]
    public async Task What_never_ends_is_ended_by_the_jobs_time_limit(string probe)
    {
        await using var lab = await BoxLab.StartAsync(probe);
        await lab.ChangeAsync(async db => (await db.Jobs.SingleAsync(row => row.Id == lab.Project.JobId, Cancellation)).TimeoutSeconds = 2);
        var (run, _) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Cancelled);
        run.StatusMessage!.ShouldContain("2 seconds");
    }

    [Attack("BOX-34")]
    [Fact]
    public async Task A_log_as_fast_as_the_machine_writes_it_leaves_the_server_serving()
    {
        const string Probe = """
            block = (b'x' * 1000 + b'\n') * 1000
            for i in range(300): os.write(1, block)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var beside = await lab.BesideAsync();
        var id = await lab.TriggerAsync();
        for (var i = 0; i < 50; i++)
        {
            using var answer = await lab.Server.Admin.GetAsync(lab.Server.V2 + "jobs/", Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await lab.ShouldStandAsync(beside);
        (await lab.EndedAsync(id)).Status.ShouldBe(RunStatus.Success);
        (await lab.LogAsync(id)).Length.ShouldBeLessThan((RunLab.LogMiB + 6) << 20);
        Recorded.IsIntact(lab.Server);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-34")]
    [Theory]
    [InlineData("runs.processes", "while True:\n    try: os.fork()\n    except OSError: pass")]
    [InlineData("runs.memory_mib", "for i in range(8):\n    if os.fork() == 0: x = bytearray(100 << 20); time.sleep(600)\ntime.sleep(600)")]
    [InlineData("runs.disk_mib", "for i in range(80):\n    open(f'target/{i}', 'wb').write(b'x' * (1 << 20))\ntime.sleep(600)")]
    [InlineData("runs.disk_mib", "for i in range(80):\n    open(f'/tmp/spill-{i}', 'wb').write(b'x' * (1 << 20))\ntime.sleep(600)")]
    public async Task What_all_processes_of_a_run_use_together_is_limited(string setting, string probe)
    {
        var limits = new BoxLimits
        {
            Processes = 64,
            MemoryMiB = setting == "runs.memory_mib" ? 300 : 4096,
            DiskMiB = 64,
        };
        await using var lab = await BoxLab.StartAsync(probe, box => box with { Limits = limits });
        var beside = await lab.BesideAsync();
        var (run, log) = await lab.RunAsync();
        await lab.ShouldStandAsync(beside);
        run.Status.ShouldBe(RunStatus.Error, log[..Math.Min(log.Length, 2000)]);
        run.StatusMessage!.ShouldStartWith("box process: ");
        run.StatusMessage.ShouldContain(setting);
        using var answer = await lab.Server.Admin.GetAsync(lab.Server.V2 + "jobs/", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Recorded.IsIntact(lab.Server);
    }

    [Attack("BOX-34")]
    [Theory]
    [InlineData("x = bytearray(1 << 30); print('HAD' + ' IT')")]
    [InlineData("file = open('target/big', 'wb'); file.truncate(1 << 40); print('HAD' + ' IT')")]
    [InlineData("files = [open('/dev/null') for i in range(5000)]; print('HAD' + ' IT')")]
    [InlineData(
        "import threading\nfor i in range(100_000): threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\nprint('HAD' + ' IT')"
    )]
    public async Task What_one_process_of_a_run_uses_is_limited(string probe)
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

    [Attack("BOX-34")]
    [Fact]
    public async Task A_line_without_end_and_a_log_without_end_are_cut()
    {
        await using var lab = await BoxLab.StartAsync("for i in range(100): sys.stdout.write('x' * (1 << 20))");
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, run.StatusMessage);
        log.Length.ShouldBeLessThan((RunLab.LogMiB + 6) << 20);
        log.ShouldContain("(runs.log_mib); the rest is left out.");
        log.Split('\n').Max(line => line.Length).ShouldBeLessThan(100_000);
    }
}
