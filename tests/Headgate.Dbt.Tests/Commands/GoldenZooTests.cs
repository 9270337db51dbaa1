using Headgate.Dbt.Tests.Golden;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Steps of dbt Core on <c>jinja_zoo</c>, after the recorded <c>deps</c> and <c>parse</c>: what templates print, and calls of macros.</summary>
public sealed class GoldenZooTests
{
    [Theory]
    [InlineData("09-run-operation")]
    [InlineData("10-run-operation-positional-package")]
    [InlineData("11-run-operation-missing")]
    public async Task A_call_of_a_macro_tells_what_dbt_tells(string step)
    {
        using var project = await ParsedZooAsync();

        var call = await EngineCall.RunAsync(project.Path, Words(step), TestContext.Current.CancellationToken);

        EngineCall.Lines(call.Output, project.Path).ShouldBe(Console(step));
        call.ExitCode.ShouldBe(int.Parse(File.ReadAllText(GoldenData.PathOf($"expected/jinja_zoo/{step}/exit_code.txt"))));
    }

    [Fact]
    public async Task What_models_use_that_is_deprecated_is_counted_in_the_words_of_dbt()
    {
        const string step = "06-compile-no-introspect";
        using var project = await ParsedZooAsync();
        await CallAsync(project, "seed");
        (await CallAsync(project, """ls --vars {"limit_n":9}""")).ShouldContain("lines:");

        var call = await EngineCall.RunAsync(project.Path, Words(step), TestContext.Current.CancellationToken);

        EngineCall.Lines(call.Output, project.Path).ShouldBe(Console(step));
        call.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_file_prints_while_it_is_parsed_is_heard_once()
    {
        const string heard = "peek logs_warns";
        using var project = await ParsedZooAsync();

        (await CallAsync(project, "ls")).ShouldNotContain(heard);
        (await CallAsync(project, "--no-partial-parse ls")).ShouldContain(heard);
        (await CallAsync(project, """ls --vars {"limit_n":9}""")).ShouldContain(heard, customMessage: "Other variables: all is new.");
        (await CallAsync(project, "ls")).ShouldContain(heard);
        (await CallAsync(project, "ls")).ShouldNotContain(heard);
        project.Write("models/logs_warns.sql", "-- changed\n" + File.ReadAllText(Path.Combine(project.Path, "models/logs_warns.sql")));
        (await CallAsync(project, "ls")).ShouldContain(heard);
    }

    private static async Task<ProjectFolder> ParsedZooAsync()
    {
        var project = ProjectFolder.CopyOf(GoldenData.PathOf("projects/jinja_zoo"), "oracle", "jinja_zoo");
        foreach (var step in (string[])["01-deps", "02-parse"])
        {
            (await EngineCall.RunAsync(project.Path, Words(step), TestContext.Current.CancellationToken)).ExitCode.ShouldBe(0);
        }
        return project;
    }

    private static async Task<string> CallAsync(ProjectFolder project, string line) =>
        (await EngineCall.RunAsync(project.Path, line)).Output;

    private static string[] Words(string step) =>
        GoldenConsoleTests.ShellWords(File.ReadLines(GoldenData.PathOf($"expected/jinja_zoo/{step}/cmd.txt")).First())[1..];

    private static IReadOnlyList<string> Console(string step) =>
        EngineCall.Lines(File.ReadAllText(GoldenData.PathOf($"expected/jinja_zoo/{step}/console.txt")), "<nowhere>");
}
