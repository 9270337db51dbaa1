using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>Runs the commands of the page about the journal as they stand there.</summary>
public sealed class JournalPageTests
{
    [Fact]
    public async Task Every_command_of_the_page_works_in_its_order()
    {
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "journal.md"), TestContext.Current.CancellationToken);
        var port = ShellBlocks.FreePort();
        var blocks = ShellBlocks.Of(page).ToList();
        blocks.Count.ShouldBeGreaterThan(4);
        var script =
            "set -euo pipefail\ntrap './headgate down --data \"$DATA\" >/dev/null 2>&1' EXIT\n"
            + "./headgate up --detach --data \"$DATA\" --port 8602\n./headgate down --data \"$DATA\"\n"
            + string.Concat(blocks);
        var variables = new Dictionary<string, string?>
        {
            ["DATA"] = Path.Combine(folder.Path, "data"),
            ["ELSEWHERE"] = folder.Path,
            ["HEADGATE_CONFIGURATION"] = ProductProgram.Configuration,
        };
        var result = await HeadgateProgram.RunAsync("bash", ["-c", script.Replace("8602", port, StringComparison.Ordinal)], variables);
        result.ExitCode.ShouldBe(0, result.All);
        result.Output.ShouldContain("Checkpoint: the records up to");
        result.Output.ShouldContain("intact from record 1 to");
        result.Output.ShouldContain("head.txt knows the record as it is up to");
        result.Output.ShouldContain("headgate.heads knows the record as it is up to");
    }
}
