using System.Diagnostics;
using Headgate.Cli.Up;

namespace Headgate.Tests.Cli;

public sealed class ProcessFactsTests
{
    [Fact]
    public async Task A_process_has_one_start_while_it_lives_and_none_afterwards()
    {
        using var process = Process.Start("sleep", ["60"]);
        var start = ProcessFacts.StartTicks(process.Id);
        start.ShouldNotBeNull();
        ProcessFacts.StartTicks(process.Id).ShouldBe(start);
        if (OperatingSystem.IsLinux())
        {
            // Not worked out from the time of day, which may be set: it is the kernel's own count.
            var stat = await File.ReadAllTextAsync($"/proc/{process.Id}/stat", TestContext.Current.CancellationToken);
            stat.Split(' ').ShouldContain($"{start}");
        }
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        ProcessFacts.StartTicks(process.Id).ShouldBeNull();
    }
}
