using System.Text;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the tutorial as they stand there.</summary>
public sealed class TutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "tutorial.md"), TestContext.Current.CancellationToken);
        var commands = ShellBlocks.Of(text).ToList();
        commands.Count.ShouldBeGreaterThan(8);
        var port = ShellBlocks.FreePort();
        var script = new StringBuilder("set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n");
        foreach (var (index, block) in commands.Index())
        {
            // The sample is built in a copy, and on a port that is free: the reader's folder and the other tests are left alone.
            script.Append("echo '### ").Append(index + 1).Append("'\n");
            script.Append(
                block.Replace("8601", port, StringComparison.Ordinal).Replace("samples/orchard-shop", "$SHOP", StringComparison.Ordinal)
            );
        }
        var shop = Path.Combine(folder.Path, "shop");
        var variables = new Dictionary<string, string?>
        {
            ["DATA"] = Path.Combine(folder.Path, "data"),
            ["SHOP"] = shop,
            ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
        };
        var copied = await HeadgateProgram.RunAsync("cp", ["-r", Repository.PathOf("samples", "orchard-shop"), shop], variables);
        copied.ExitCode.ShouldBe(0, copied.All);

        var result = await HeadgateProgram.RunAsync("bash", ["-c", script.ToString()], variables);
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("Headgate is ready at");
        result.Output.ShouldContain("\"status_humanized\": \"Success\"");
        result.Output.ShouldContain("\"code\": 403");
        result.Output.ShouldContain("intact");
        result.Output.ShouldContain("has stopped");
    }
}
