using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the page for operators as they stand there.</summary>
public sealed class OperatePageTests
{
    [Fact]
    public async Task Every_command_of_the_page_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "operate.md"), TestContext.Current.CancellationToken);
        var blocks = ShellBlocks.Of(page).ToList();
        blocks.Count.ShouldBeGreaterThan(7);
        var script =
            "set -euo pipefail\nSERVER=\ntrap '[ -z \"$SERVER\" ] || kill $SERVER 2>/dev/null || true' EXIT\n"
            + string.Concat(blocks).Replace("8604", ShellBlocks.FreePort(), StringComparison.Ordinal);
        var result = await HeadgateProgram.RunAsync(
            "bash",
            ["-c", script],
            new Dictionary<string, string?>
            {
                ["ETC"] = Path.Combine(folder.Path, "etc"),
                ["DATA"] = Path.Combine(folder.Path, "data"),
                ["BACKUP"] = folder.Path,
                ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
            }
        );
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("runs.slots");
        result.Output.ShouldContain("The service token 2, \"ci\", is revoked.");
        result.Output.ShouldContain("revoked service token \"ci\"");
        result.Output.ShouldContain("No projects yet");
        result.Output.ShouldContain("intact");
        result.Output.ShouldContain("Hollow Hill");
    }
}
