using Headgate.Platform.Runs.Logs;
using Headgate.Platform.Runs.Processes;

namespace Headgate.Platform.Tests.Runs.Logs;

public sealed class StepLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-log-").FullName;

    private string File => Path.Combine(_folder, "1.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_longer_than_the_limit_is_left_out_and_said_once()
    {
        using (var log = new StepLog(File, new([]), 1))
        {
            for (var i = 0; i < 2000; i++)
            {
                log.AppendLine(new string('ä', 500));
            }
            log.WriteLine("Encountered an error:");
            log.WriteLine("Runtime Error");
            log.Error.ShouldNotBeNull("what is not kept is looked at nevertheless");
        }
        var lines = System.IO.File.ReadAllLines(File);
        lines[^1].ShouldBe("The log is longer than 1 MiB (runs.log_mib); the rest is left out.");
        lines.Count(l => l.StartsWith("The log", StringComparison.Ordinal)).ShouldBe(1);
        new FileInfo(File).Length.ShouldBeInRange(1023 * 1024, 1025 * 1024);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(11)]
    public async Task A_secret_in_a_line_that_never_ends_is_found_wherever_the_line_is_cut(int shift)
    {
        using (var log = new StepLog(File, new(["hunter22", "hunter2245"]), 16))
        {
            var program = $"i=0; printf '%0{shift}d' 0; while [ $i -lt 40000 ]; do printf 'hunter2245-hunter22-'; i=$((i+1)); done";
            await ChildProcess.RunAsync(
                new("/bin/sh", ["-c", program], _folder, new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }),
                log,
                _ => Task.CompletedTask,
                TimeSpan.FromSeconds(1),
                TestContext.Current.CancellationToken
            );
        }
        var text = System.IO.File.ReadAllText(File);
        text.ShouldNotContain("hunter");
        text.Replace("\n", "", StringComparison.Ordinal)
            .ShouldBe(new string('0', shift) + string.Concat(Enumerable.Repeat("*****-*****-", 40_000)));
        text.Split('\n').Length.ShouldBeGreaterThan(10, "the line was cut");
    }

    [Theory]
    [InlineData("abcdefgh", 8)]
    [InlineData("abcdefghijklmno", 6)]
    [InlineData("hunter2245 abcdefghij", 12)]
    [InlineData("xxxxhunter2245", 4)]
    [InlineData("hunter2245", 10)]
    public void A_line_is_cut_before_a_secret_that_may_have_begun(string text, int cut) =>
        new Scrubber(["hunter22", "hunter2245"]).CutOf(text).ShouldBe(cut);
}
