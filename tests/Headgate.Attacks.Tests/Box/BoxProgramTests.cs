using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal.Reading;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Box;

/// <summary>Which program makes the box, and with which arguments.</summary>
[Collection("box")]
public sealed class BoxProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-36")]
    [Fact]
    public async Task Names_are_never_read_as_arguments_of_the_box()
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

    [Attack("BOX-36")]
    [Fact]
    public async Task A_server_without_a_box_by_its_operators_word_says_so_in_the_record_at_its_start()
    {
        await using (var boxed = await BoxLab.StartAsync("pass"))
        {
            Recorded.All(boxed.Server).ShouldNotContain(record => SaysIt(record));
        }
        await using var lab = await BoxLab.StartAsync("pass", box => box with { Isolation = Isolation.None });
        Recorded.All(lab.Server).ShouldContain(record => SaysIt(record));
        Recorded.IsIntact(lab.Server);
    }

    [Attack("BOX-36")]
    [Fact]
    public async Task A_program_that_comes_first_in_PATH_is_not_taken_for_bubblewrap()
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

    private static bool SaysIt(JournalRecord record) => record.Sentence?.Contains("runs.isolation none", StringComparison.Ordinal) == true;
}
