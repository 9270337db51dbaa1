using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of "metrics for your agent" as they stand there.</summary>
public sealed class MetricsTutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "tutorials", "metrics-for-your-agent.md"),
            TestContext.Current.CancellationToken
        );
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n"
            + string.Concat(ShellBlocks.Of(page)).Replace("8611", ShellBlocks.FreePort(), StringComparison.Ordinal);
        var result = await HeadgateProgram.RunAsync(
            "bash",
            ["-c", script],
            new Dictionary<string, string?>
            {
                ["DATA"] = Path.Combine(folder.Path, "data"),
                ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
            }
        );
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("margin_share: RATIO");
        result.Output.ShouldContain("SUCCESSFUL");
        result.Output.ShouldContain("online: ");
        result.Output.ShouldContain("the agent sees online\n");
        result.Output.ShouldNotContain("the agent sees market");
        result.Output.ShouldContain("'orders_made' is not granted");
        result.Output.ShouldContain("Unknown tool: get_metrics_compiled_sql");
        result.Output.ShouldContain("queried metrics of environment");
        result.Output.ShouldContain("has stopped");
    }
}
