using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of "put the gate in front of your dbt account" as they stand there.</summary>
public sealed class UpstreamTutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "tutorials", "gate-in-front-of-dbt.md"),
            TestContext.Current.CancellationToken
        );
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1; ./headgate down --data \"$ELSEWHERE\" >/dev/null 2>&1' EXIT\n"
            + string.Concat(ShellBlocks.Of(page))
                .Replace("8608", ShellBlocks.FreePort(), StringComparison.Ordinal)
                .Replace("8609", ShellBlocks.FreePort(), StringComparison.Ordinal);
        var result = await HeadgateProgram.RunAsync(
            "bash",
            ["-c", script],
            new Dictionary<string, string?>
            {
                ["ELSEWHERE"] = Path.Combine(folder.Path, "elsewhere"),
                ["DATA"] = Path.Combine(folder.Path, "data"),
                ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
            }
        );
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("The token is good for account");
        result.Output.ShouldContain("1 Nightly build");
        result.Output.ShouldContain("run 1: Success");
        result.Output.ShouldContain("It needs the grant runs.trigger=full");
        result.Output.ShouldContain("started run 2");
        result.Output.ShouldContain("the override \"steps_override\"");
        result.Output.ShouldContain("trigger_job_run\n");
        result.Output.ShouldContain("over MCP: run 2");
        result.Output.ShouldContain("of upstream \"prod\" triggered job 1 \"Nightly build\"");
        result.Output.ShouldContain("\nmodel ");
        result.Output.ShouldContain("\ntakings: ");
        result.Output.ShouldContain("The metric 'orders_made' is not granted.");
        result.Output.ShouldContain("of upstream \"prod\" queried metrics of environment 1");
        result.Output.ShouldContain("intact");
    }
}
