using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the page about environment variables as they stand there.</summary>
public sealed class EnvironmentVariablesPageTests
{
    [Fact]
    public async Task Every_command_of_the_page_works_in_its_order_and_prints_what_the_page_shows()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "environment-variables.md"),
            TestContext.Current.CancellationToken
        );
        var blocks = ShellBlocks.Of(page).ToList();
        blocks.Count.ShouldBe(5);
        var script = "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n" + string.Concat(blocks);
        var variables = new Dictionary<string, string?>
        {
            ["DATA"] = Path.Combine(folder.Path, "data"),
            ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
        };
        var port = ShellBlocks.FreePort();
        var result = await HeadgateProgram.RunAsync("bash", ["-c", script.Replace("8603", port, StringComparison.Ordinal)], variables);
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain(page.Split("```json\n")[1].Split('\n')[0]);
        result.Output.ShouldContain("""{"name":"DBT_ENV_SECRET_GIT","type":"project","display_value":"**********"}""");
        result.Output.ShouldContain("Environment variable DBT_REGION was deleted.");
        result.All.ShouldNotContain("not-shown-again");
    }
}
