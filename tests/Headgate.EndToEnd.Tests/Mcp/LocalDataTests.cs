using Headgate.Testing;
using ModelContextProtocol.Protocol;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>What comes from a project is data: bounded, marked, and with nothing in it that nobody sees. A project learns nothing of the server.</summary>
public sealed class LocalDataTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_too_long_is_cut_and_says_so()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync();
        var result = await mcp.CallAsync(
            "show",
            new Dictionary<string, object?> { ["sql_query"] = "select range as n, repeat('x', 500) as t from range(4000)", ["limit"] = -1 },
            Cancellation
        );
        var text = LocalMcp.TextOf(result);
        result.IsError.ShouldNotBe(true, text);
        text.Length.ShouldBeLessThan(110_000);
        text.ShouldContain("were left out here");
        text.ShouldContain("\"n\": 0,");
        text.ShouldContain("\"n\": 3999,");
    }

    [Fact]
    public async Task Hidden_characters_are_written_out()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        project.Write("models/models.yml", "models:\n  - {name: one, description: \"Nice\u202e\U000e0041 model\"}\n");
        project.Write("macros/says.sql", "{% macro says() %}{% do print('seen\u200bhidden') %}{% endmacro %}");
        project.Write("models/two.sql", "{{ says() }} select 2 as id");
        await using var mcp = await project.StartAsync();
        var details = await mcp.CallAsync("get_node_details_dev", new Dictionary<string, object?> { ["node_id"] = "one" }, Cancellation);
        LocalMcp.TextOf(details).ShouldContain(@"Nice\\u{202e}\\u{e0041} model");
        details.StructuredContent!.Value.GetProperty("description").GetString().ShouldBe(@"Nice\u{202e}\u{e0041} model");
        var said = await mcp.CallAsync("compile", new Dictionary<string, object?>(), Cancellation);
        LocalMcp.TextOf(said).ShouldContain(@"seen\u{200b}hidden");
        said.Content.ShouldAllBe(block => block.Meta != null && block.Meta["headgate/data"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_projects_code_does_not_read_the_servers_own_variables()
    {
        using var project = LocalProject.Of(
            (
                "one",
                "select '{{ env_var('HEADGATE_NOTE', 'not set') }} {{ env_var('DISABLE_TOOLS', 'not set') }} {{ env_var('OWN_NOTE', 'not set') }}' as found"
            )
        );
        await using var mcp = await project.StartAsync(
            new Dictionary<string, string?>
            {
                ["HEADGATE_NOTE"] = "private",
                ["DISABLE_TOOLS"] = "clone",
                ["OWN_NOTE"] = "own",
            }
        );
        var compiled = await mcp.CallAsync("compile", new Dictionary<string, object?> { ["node_selection"] = "one" }, Cancellation);
        LocalMcp.TextOf(compiled).ShouldContain("select 'not set not set own' as found");
    }

    [Fact]
    public async Task Another_dbt_is_given_each_argument_as_one_word()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        project.Write("dbt.sh", "#!/bin/sh\nfor word in \"$@\"; do echo \"word: $word\"; done\n");
        File.SetUnixFileMode(Path.Combine(project.Folder, "dbt.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var mcp = await project.StartAsync(
            new Dictionary<string, string?> { ["DBT_PATH"] = Path.Combine(project.Folder, "dbt.sh"), ["DBT_PROFILES_DIR"] = project.Folder }
        );
        var arguments = new Dictionary<string, object?>
        {
            ["node_selection"] = "+one tag:two;$(id)",
            ["yml_selector"] = "nightly",
            ["vars"] = "{a: 'b c'}",
            ["state_path"] = "models",
            ["is_full_refresh"] = true,
        };
        var result = await mcp.CallAsync("clone", arguments, Cancellation);
        LocalMcp
            .TextOf(result)
            .Split('\n')
            .ShouldBe([
                .. new[]
                {
                    "clone",
                    "--project-dir",
                    project.Folder,
                    "--profiles-dir",
                    project.Folder,
                    "--log-format",
                    "json",
                    "--log-level",
                    "info",
                    "--no-use-colors",
                    "--select",
                    "+one tag:two;$(id)",
                    "--selector",
                    "nightly",
                    "--vars",
                    "{a: 'b c'}",
                    "--state",
                    "models",
                    "--full-refresh",
                }.Select(word => "word: " + word),
            ]);
    }

    [Theory]
    [InlineData("nonsense", "1", "has no argument \"nonsense\"")]
    [InlineData("node_selection", 7, "must be a text")]
    [InlineData("is_full_refresh", "yes", "must be true or false")]
    [InlineData("resource_type", "model", "has no argument")]
    public async Task Arguments_that_do_not_fit_the_schema_are_told_of(string name, object value, string part)
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync();
        var result = await mcp.CallAsync("run", new Dictionary<string, object?> { [name] = value }, Cancellation);
        result.IsError.ShouldBe(true);
        LocalMcp.TextOf(result).ShouldContain(part);
        project.IsUntouched.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_tool_needs_and_of_what_kind_is_told()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync();
        (await ErrorAsync("show")).ShouldContain("\"sql_query\" is required");
        (await ErrorAsync("show", ("sql_query", null))).ShouldContain("\"sql_query\" is required");
        (await ErrorAsync("show", ("sql_query", "select 1"), ("limit", -7))).ShouldContain("at least -1");
        (await ErrorAsync("show", ("sql_query", "select 1"), ("limit", 1.5))).ShouldContain("whole number");
        (await ErrorAsync("list", ("resource_type", new[] { "model", "table" }))).ShouldContain("one of metric");
        (await ErrorAsync("list", ("resource_type", new object[] { 1 }))).ShouldContain("an item that must be a text");
        (await ErrorAsync("run", ("vars", new string('x', 40_000)))).ShouldContain("at most 32768 characters");
        project.IsUntouched.ShouldBeTrue();

        async Task<string> ErrorAsync(string tool, params (string Name, object? Value)[] arguments)
        {
            CallToolResult result = await mcp.CallAsync(tool, arguments.ToDictionary(a => a.Name, a => a.Value), Cancellation);
            result.IsError.ShouldBe(true, tool);
            return LocalMcp.TextOf(result);
        }
    }
}
