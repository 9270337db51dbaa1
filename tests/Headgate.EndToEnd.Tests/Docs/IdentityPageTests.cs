using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the page about keys, clients and workloads as they stand there.</summary>
public sealed class IdentityPageTests
{
    [Fact]
    public async Task A_key_that_is_bound_to_a_network_is_refused_elsewhere_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "identity.md"), TestContext.Current.CancellationToken);
        var blocks = ShellBlocks.Of(page).ToList();
        blocks.Count.ShouldBe(1);
        var script = "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n" + blocks[0];
        var variables = new Dictionary<string, string?>
        {
            ["DATA"] = Path.Combine(folder.Path, "data"),
            ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
        };
        var result = await HeadgateProgram.RunAsync(
            "bash",
            ["-c", script.Replace("8606", ShellBlocks.FreePort(), StringComparison.Ordinal)],
            variables
        );
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("\n403\n");
        result.Output.ShouldContain("ends in");
        result.Output.ShouldContain("Refused");
        result.Output.ShouldContain("from 203.0.113.0/24");
    }
}
