using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the section about the local MCP server as they stand there.</summary>
public sealed class LocalMcpPageTests
{
    [Fact]
    public async Task Every_command_of_the_section_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "mcp.md"), TestContext.Current.CancellationToken);
        var section = page.Split("\n## ").Single(part => part.StartsWith("Local server", StringComparison.Ordinal));
        var blocks = ShellBlocks.Of(section).ToList();
        blocks.Count.ShouldBe(3);
        var script = "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n" + string.Concat(blocks);
        var variables = new Dictionary<string, string?>
        {
            ["DATA"] = Path.Combine(folder.Path, "data"),
            ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
        };
        var port = ShellBlocks.FreePort();
        var result = await HeadgateProgram.RunAsync("bash", ["-c", script.Replace("8604", port, StringComparison.Ordinal)], variables);
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("""["mcp"]""");
        result.Output.ShouldContain("orchard_shop.marts.dim_outlets");
        result.Output.ShouldContain("node_selection holds \"--target\"");
        result.Output.ShouldContain("Agent \"builder\" ran dbt list on a project of its own.");
        result.Output.ShouldNotContain("ran dbt run");
    }
}
