using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of "connect your agent" as they stand there.</summary>
public sealed class AgentTutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "tutorials", "connect-your-agent.md"),
            TestContext.Current.CancellationToken
        );
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n"
            + string.Concat(ShellBlocks.Of(page)).Replace("8607", ShellBlocks.FreePort(), StringComparison.Ordinal);
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
        result.Output.ShouldContain("list_jobs\n");
        result.Output.ShouldContain("Nightly build: Success");
        result.Output.ShouldContain("Unknown tool: trigger_job_run");
        result.Output.ShouldContain("It needs the grant runs.trigger=full");
        result.Output.ShouldContain(": Queued");
        result.Output.ShouldContain("the override \"steps_override\"");
        result.Output.ShouldContain("has stopped");
    }
}
