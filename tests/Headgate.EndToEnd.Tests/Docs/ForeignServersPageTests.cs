using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the page about foreign MCP servers as they stand there.</summary>
public sealed class ForeignServersPageTests
{
    [Fact]
    public async Task Every_command_of_the_page_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "foreign-mcp-servers.md"), TestContext.Current.CancellationToken);
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
        result.Output.ShouldContain("1 tools, of which 0 can be used");
        result.Output.ShouldContain("The tool weather__forecast is on.");
        result.Output.ShouldContain("\"text\":\"Sunny.\"");
        result.Output.ShouldContain("Agent \"guest\" called tool weather__forecast.");
        result.Output.ShouldContain("weather__forecast  changed");
        result.Output.ShouldContain("Foreign server \"weather\" changed the definition of its tool weather__forecast, which is off");
        result.Output.ShouldContain("The tool weather__forecast is off.");
    }
}
