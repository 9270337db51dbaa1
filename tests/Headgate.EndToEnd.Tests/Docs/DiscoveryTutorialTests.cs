using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of "ask your project" as they stand there.</summary>
public sealed class DiscoveryTutorialTests
{
    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(
            Repository.PathOf("docs", "tutorials", "ask-your-project.md"),
            TestContext.Current.CancellationToken
        );
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n"
            + string.Concat(ShellBlocks.Of(page)).Replace("8610", ShellBlocks.FreePort(), StringComparison.Ordinal);
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
        result.Output.ShouldContain("\"dbtProjectName\":\"orchard_shop\",\"adapterType\":\"duckdb\"");
        result.Output.ShouldContain("fct_orders: success");
        result.Output.ShouldContain("-1  model");
        result.Output.ShouldContain("flowchart LR");
        result.Output.ShouldContain("models are well.");
        result.Output.ShouldContain("differences between");
        result.Output.ShouldContain("model.orchard_shop.fct_orders.net_amount");
        result.Output.ShouldContain("source.orchard_shop.shop_records.orders.state renamed");
        result.Output.ShouldContain("model.orchard_shop.stg_orders.order_state passed");
        result.Output.ShouldContain("builds");
        result.Output.ShouldContain("With any number of threads it takes");
        result.Output.ShouldContain("runs since");
        result.Output.ShouldContain("it asks for code, which the grant withholds");
        result.Output.ShouldContain("parent: model ");
        result.Output.ShouldContain("Unknown tool: list_jobs");
        result.Output.ShouldContain("read metadata of environment");
        result.Output.ShouldContain("has stopped");
    }
}
