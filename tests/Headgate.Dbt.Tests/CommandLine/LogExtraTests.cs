using Headgate.Dbt.Commands;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.CommandLine;

public sealed class LogExtraTests
{
    [Fact]
    public async Task Each_JSON_line_bears_what_the_environment_wants_to_find_there()
    {
        using var folder = new ProjectFolder();
        using var output = new StringWriter();
        var environment = new Dictionary<string, string> { ["DBT_ENV_CUSTOM_ENV_TEAM"] = "orchard", ["HOME"] = folder.Path };
        var process = new DbtProcess(output, TextWriter.Null, environment, folder.Path, TimeProvider.System);

        await DbtCommandLine.RunAsync(["--log-format", "json", "deps"], process, TestContext.Current.CancellationToken);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.Contains("\"extra\": {\"TEAM\": \"orchard\"}", StringComparison.Ordinal));
    }
}
