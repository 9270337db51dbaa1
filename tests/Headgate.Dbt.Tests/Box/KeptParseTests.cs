using Headgate.Dbt.Commands;

namespace Headgate.Dbt.Tests.Box;

/// <summary>The folder of artifacts is the project's to write, so in a run nothing that lies there is believed.</summary>
public sealed class KeptParseTests
{
    [Fact]
    public async Task A_run_neither_keeps_a_parse_nor_takes_one()
    {
        using var run = new BoxedRun();
        var by = run.Variables.Where(v => !v.Key.StartsWith("HEADGATE_", StringComparison.Ordinal)).ToDictionary();
        using var output = new StringWriter();
        await DbtCommandLine.RunAsync(
            ["--quiet", "parse"],
            new DbtProcess(output, output, by, run.Repository, TimeProvider.System),
            TestContext.Current.CancellationToken
        );
        var kept = Path.Combine(run.Repository, "target", "headgate_parsed.bin");
        File.Exists(kept).ShouldBeTrue(output.ToString());

        var (code, words) = await run.DbtAsync("--debug", "parse");

        code.ShouldBe(0, words);
        words.ShouldNotContain("Nothing changed");
        File.Delete(kept);
        (await run.DbtAsync("parse")).Code.ShouldBe(0);
        File.Exists(kept).ShouldBeFalse();
    }
}
