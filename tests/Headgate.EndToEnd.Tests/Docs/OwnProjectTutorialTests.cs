using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of "your own project in five minutes" as they stand there.</summary>
public sealed class OwnProjectTutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "tutorials", "own-project.md"),
            TestContext.Current.CancellationToken
        );
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n"
            + string.Concat(ShellBlocks.Of(page)).Replace("8605", ShellBlocks.FreePort(), StringComparison.Ordinal);
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
        result.Output.ShouldContain("Run 2 of Nightly succeeded");
        result.Output.ShouldContain("Run 3 of Trial succeeded");
        result.Output.ShouldContain("has stopped");
    }
}
