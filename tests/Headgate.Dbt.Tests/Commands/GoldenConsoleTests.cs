using Headgate.Dbt.Tests.Golden;
using Headgate.Dbt.Tests.Parsing;

namespace Headgate.Dbt.Tests.Commands;

/// <summary>Whole consoles against those of dbt Core, for projects whose words do not depend on the database.</summary>
public sealed class GoldenConsoleTests
{
    [Theory]
    [InlineData("comment_with_jinja", "build")]
    [InlineData("disabled_ref_in_test", "build")]
    [InlineData("empty_model", "build")]
    [InlineData("failing_test_error_and_warn", "build")]
    [InlineData("failing_test_error_and_warn", "build-quiet")]
    [InlineData("failing_test_error_and_warn", "build-warn-error")]
    [InlineData("freshness_error", "build")]
    [InlineData("jinja_runtime_type_error", "build")]
    [InlineData("missing_macro", "build")]
    [InlineData("missing_macro_in_namespace", "build")]
    [InlineData("missing_ref", "build")]
    [InlineData("missing_source", "build")]
    [InlineData("private_model_ref", "build")]
    [InlineData("raise_compiler_error", "build")]
    [InlineData("raise_compiler_error_in_macro", "build")]
    [InlineData("singular_test_fails", "build")]
    [InlineData("undeclared_execute_time_ref", "build")]
    [InlineData("unit_test_fails", "build")]
    [InlineData("yaml_unknown_key", "build")]
    public async Task A_project_gives_the_console_that_dbt_gives(string name, string step)
    {
        var expected = GoldenData.PathOf($"expected/failures/{name}/{step}");
        using var project = ProjectFolder.CopyOf(GoldenData.PathOf($"projects/failures/{name}"), "oracle", "failures");
        var words = File.ReadLines(Path.Combine(expected, "cmd.txt")).First().Split(' ')[1..];

        var call = await EngineCall.RunAsync(project.Path, words, TestContext.Current.CancellationToken);

        var wanted = EngineCall.Lines(File.ReadAllText(Path.Combine(expected, "console.txt")), "<nowhere>");
        EngineCall.Lines(call.Output, project.Path).ShouldBe(wanted);
        call.ExitCode.ShouldBe(int.Parse(File.ReadAllText(Path.Combine(expected, "exit_code.txt"))));
        call.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bad-threads")]
    [InlineData("bad-vars")]
    [InlineData("vars-not-dict")]
    [InlineData("missing-profiles-dir")]
    [InlineData("missing-project-dir")]
    [InlineData("operation-bad-args")]
    [InlineData("unknown-command")]
    [InlineData("unknown-option")]
    [InlineData("unknown-resource-type")]
    [InlineData("no-command")]
    [InlineData("select-nothing")]
    [InlineData("defer-without-state")]
    public async Task A_command_line_gives_the_words_and_the_exit_code_of_dbt(string name)
    {
        var expected = GoldenData.PathOf($"expected/failures/command_line/{name}");
        using var project = ProjectFolder.CopyOf(GoldenData.PathOf("projects/failures/database_syntax_error"), "oracle", "failures");
        var words = ShellWords(File.ReadLines(Path.Combine(expected, "cmd.txt")).First())[1..];

        var call = await EngineCall.RunAsync(project.Path, words, TestContext.Current.CancellationToken);

        call.ExitCode.ShouldBe(int.Parse(File.ReadAllText(Path.Combine(expected, "exit_code.txt"))));
        EngineCall
            .Lines(call.Output, project.Path)
            .ShouldBe(EngineCall.Lines(File.ReadAllText(Path.Combine(expected, "console.txt")), "<nowhere>"));
        var errors = Path.Combine(expected, "stderr.txt");
        call.Errors.Trim().ShouldBe(File.Exists(errors) ? File.ReadAllText(errors).Trim() : "");
    }

    internal static string[] ShellWords(string line)
    {
        var words = new List<string>();
        var rest = line.Split('\'');
        for (var i = 0; i < rest.Length; i++)
        {
            words.AddRange(i % 2 == 1 ? [rest[i]] : rest[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        return [.. words];
    }
}
