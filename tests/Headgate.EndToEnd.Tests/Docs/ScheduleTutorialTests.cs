using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of "schedule, watch, retry" as they stand there.</summary>
public sealed class ScheduleTutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "tutorials", "schedule-watch-retry.md"),
            TestContext.Current.CancellationToken
        );
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n"
            + string.Concat(ShellBlocks.Of(page)).Replace("8606", ShellBlocks.FreePort(), StringComparison.Ordinal);
        var result = await HeadgateProgram.RunAsync(
            "bash",
            ["-c", script],
            new Dictionary<string, string?>
            {
                ["SHOP"] = Path.Combine(folder.Path, "shop"),
                ["DATA"] = Path.Combine(folder.Path, "data"),
                ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
            }
        );
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("Run 1 of dbt build succeeded");
        result.Output.ShouldContain("as expected");
        result.Output.ShouldContain("1 of 2 nodes failed");
        result.Output.ShouldContain("dbt retry");
        result.Output.ShouldContain("PASS=1");
        result.Output.ShouldContain("has stopped");
    }
}
