using System.Net;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>What the server takes over from a run once it has ended.</summary>
[Collection("box")]
public sealed class LeftoversTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-38")]
    [Attack("BOX-39")]
    [Fact]
    public async Task What_lies_in_the_target_folder_and_is_no_plain_file_is_left_out()
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

    [Attack("BOX-38")]
    [Fact]
    public async Task A_name_is_listed_and_fetched_as_it_is_or_left_out_with_a_note()
    {
        const string Probe = """
            names = ['new\nline.json', 'back\\slash.json', '%2e%2e%2fx.json', 'a..b', 'dot.', 'blank ', ' blank', 'CON', 'n' * 255, 'Manifest.json', 'manifest.json',
                     '\u202ecod.json', 'zero\u200bwidth', 'quote"\'.json', 'ünïcode.json', 'plus+and&and=.json', 'hash#and?.json', 'semi;colon', '\x1b[2J', '\x9b']
            for name in names: open('target/' + name, 'w').write('content of ' + str(names.index(name)))
            open(b'target/\xff\xfe.json', 'w').write('invalid')
            os.makedirs('target/folder/manifest.json'); open('target/folder/manifest.json/a.json', 'w').write('content of 100')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        using var list = await lab.Server.Admin.GetAsync($"{lab.Server.V2}runs/{run.Id}/artifacts/", Cancellation);
        var names = JsonDocument
            .Parse(await list.Content.ReadAsStringAsync(Cancellation))
            .RootElement.GetProperty("data")
            .EnumerateArray()
            .Select(name => name.GetString()!)
            .ToList();
        names
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                new[]
                {
                    "CON",
                    "Manifest.json",
                    "a..b",
                    "folder/manifest.json/a.json",
                    "hash#and?.json",
                    "manifest.json",
                    new string('n', 255),
                    "plus+and&and=.json",
                    "quote\"'.json",
                    "semi;colon",
                    "ünïcode.json",
                }.Order(StringComparer.Ordinal)
            );
        log.ShouldContain("11 entries of the target folder were left out");
        foreach (var name in names)
        {
            var address = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
            using var answer = await lab.Server.Admin.GetAsync($"{lab.Server.V2}runs/{run.Id}/artifacts/{address}", Cancellation);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe(
                "content of "
                    + name switch
                    {
                        "a..b" => 3,
                        "CON" => 7,
                        "Manifest.json" => 9,
                        "manifest.json" => 10,
                        "quote\"'.json" => 13,
                        "ünïcode.json" => 14,
                        "plus+and&and=.json" => 15,
                        "hash#and?.json" => 16,
                        "semi;colon" => 17,
                        "folder/manifest.json/a.json" => 100,
                        _ => 8,
                    },
                customMessage: name
            );
        }
    }

    [Attack("BOX-39")]
    [Fact]
    public async Task More_files_than_a_step_keeps_are_left_out_with_a_note()
    {
        await using var lab = await BoxLab.StartAsync("for i in range(50_011): open(f'target/{i}', 'w').close()");
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log);
        log.ShouldContain("11 files of the target folder were left out: a step keeps 50,000 at most.");
        (await lab.ArtifactsAsync(run.Id)).Count.ShouldBe(50_000);
    }

    [Attack("BOX-39")]
    [Fact]
    public async Task Files_that_grow_or_are_huge_are_stored_or_left_out_and_other_runs_go_on()
    {
        const string Probe = """
            import gzip, zlib
            if os.fork() == 0:
                os.setsid()
                file = open('target/grows.json', 'w')
                while True: file.write('x' * 100000); file.flush()
            with open('target/manifest.json', 'wb') as file: file.truncate(3 << 30)
            open('target/run_results.json', 'w').write('[' * 100_000)
            open('target/catalog.json', 'w').write('{"nodes": {"a": ')
            packer = zlib.compressobj(9, zlib.DEFLATED, 31); zeros = bytes(1 << 24)
            with open('target/x.json.gz', 'wb') as file:
                for i in range(16): file.write(packer.compress(zeros))
                file.write(packer.flush())
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var beside = await lab.BesideAsync();
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Success, log[..Math.Min(2000, log.Length)]);
        await lab.ShouldStandAsync(beside);
        await using var db = await lab.Server.DatabaseAsync();
        var sizes = await db.Artifacts.Where(row => row.RunId == run.Id).ToDictionaryAsync(row => row.Path, row => row.Size, Cancellation);
        sizes["manifest.json"].ShouldBe(3L << 30);
        sizes["x.json.gz"].ShouldBeLessThan(4 << 20);
        // What is stored is what the file was when its writer was ended: nobody writes to it while it is read.
        sizes["grows.json"].ShouldBeGreaterThan(0);
        // Whoever reads the artifacts afterwards is done with them when the next event of the server has passed.
        var (next, _) = await lab.RunAsync();
        next.Status.ShouldBe(RunStatus.Success);
        using var answer = await lab.Server.Admin.GetAsync(lab.Server.V2 + "jobs/", Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        GC.GetTotalMemory(forceFullCollection: true).ShouldBeLessThan(1L << 30);
    }

    [Attack("BOX-41")]
    [Fact]
    public async Task Success_that_is_told_by_files_only_is_no_success()
    {
        const string Probe = """
            open('target/run_results.json', 'w').write('{"results":[{"status":"success"}]}')
            os.kill(os.getppid(), 9); os._exit(1)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        (await lab.RunAsync()).Run.Status.ShouldBe(RunStatus.Error);
    }

    [Attack("BOX-41")]
    [Fact]
    public async Task Results_that_tell_of_a_failure_make_an_exit_code_of_0_a_failure()
    {
        const string Probe = """
            open('target/run_results.json', 'w').write('{"results":[{"unique_id":"model.shop.orders","status":"error","message":"no such table"}]}')
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, _) = await lab.RunAsync();
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain(
            "ended with exit code 0, but its results say otherwise: 1 of 1 node failed. It is model orders: no such table."
        );
    }

    [Attack("BOX-41")]
    [Fact]
    public async Task What_a_process_leaves_running_when_it_ends_well_does_nothing_any_more()
    {
        const string Probe = """
            if os.fork() == 0:
                os.setsid(); signal.signal(signal.SIGTERM, signal.SIG_IGN)
                for i in range(100_000):
                    open('target/late.json', 'w').write('{"results":[{"unique_id":"model.shop.orders","status":"error"}]}')
                    os.replace('target/late.json', 'target/run_results.json'); time.sleep(0.2)
            os._exit(0)
            """;
        await using var lab = await BoxLab.StartAsync(Probe);
        var (run, log) = await lab.RunAsync();
        run.Status.ShouldBeOneOf(RunStatus.Success, RunStatus.Error);
        Directory.Exists(Path.Combine(lab.Data, "runs", $"{run.Id}")).ShouldBeFalse();
        // Stored is one state of the results, and the run's status agrees with it.
        var artifacts = await lab.ArtifactsAsync(run.Id);
        (run.Status == RunStatus.Success).ShouldBe(!artifacts.Contains("run_results.json"), run.StatusMessage);
    }
}
