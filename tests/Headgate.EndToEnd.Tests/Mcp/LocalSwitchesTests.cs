using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>dbt's variables that switch tools of the local server, and what no variable of a project does.</summary>
public sealed class LocalSwitchesTests
{
    private const string Cli = "build compile docs list parse run test show clone get_lineage_dev get_node_details_dev";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Switches =>
        new()
        {
            { "", Cli },
            { "DBT_MCP_ENABLE_TOOLS=list,show", "list show" },
            // Spaces and capitals are read as dbt's server reads them.
            { "DBT_MCP_ENABLE_TOOLS= LIST , Parse", "list parse" },
            { "DBT_MCP_ENABLE_TOOLS=list DISABLE_TOOLS=list,parse", "list" },
            { "DBT_MCP_ENABLE_TOOLS=get_mcp_server_version", "get_mcp_server_version" },
            { "DISABLE_TOOLS=build,run,clone,docs,show,test", "compile list parse get_lineage_dev get_node_details_dev" },
            { "DISABLE_TOOLS=build DBT_MCP_ENABLE_DBT_CLI=true", Cli["build ".Length..] },
            { "DISABLE_DBT_CLI=true DBT_MCP_ENABLE_DBT_CLI=true", Cli },
            { "DISABLE_DBT_CLI=true DBT_MCP_ENABLE_TOOLS=list", "list" },
            { "DBT_MCP_ENABLE_MCP_SERVER_METADATA=true", "get_mcp_server_version get_mcp_server_branch" },
            { "DBT_MCP_ENABLE_DBT_CLI=1 DBT_MCP_ENABLE_MCP_SERVER_METADATA=1", Cli + " get_mcp_server_version get_mcp_server_branch" },
            { "DISABLE_SEMANTIC_LAYER=true DISABLE_REMOTE=true", Cli },
        };

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task Tools_are_on_as_dbts_variables_say(string variables, string tools)
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Variables(variables));
        (await mcp.ToolsAsync(Cancellation)).ShouldBe(tools.Split(' '));
        mcp.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tool_that_is_off_cannot_be_called()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Variables("DISABLE_TOOLS=build"));
        var error = await Should.ThrowAsync<ModelContextProtocol.McpException>(() =>
            mcp.CallAsync("build", new Dictionary<string, object?>(), Cancellation)
        );
        error.Message.ShouldContain("Unknown tool: build");
        project.IsUntouched.ShouldBeTrue();
    }

    [Theory]
    [InlineData("DISABLE_TOOLS=build,biuld", "biuld", Cli)]
    [InlineData("DBT_MCP_ENABLE_TOOLS=lits", "lits", "")]
    [InlineData("DBT_MCP_ENABLE_TOOLS=", "no tool on", "")]
    [InlineData("DISABLE_DBT_CLI=perhaps", "perhaps", Cli)]
    public async Task What_no_tool_is_called_and_no_truth_is_warned_of_and_passed_over(string variables, string word, string tools)
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Variables(variables));
        var expected = tools.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        expected.RemoveAll(tool => variables.Contains("=build", StringComparison.Ordinal) && tool == "build");
        (await mcp.ToolsAsync(Cancellation)).ShouldBe(expected);
        mcp.Errors.ShouldContain(word);
    }

    [Fact]
    public async Task The_server_says_its_version_and_what_it_was_built_from()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(Variables("DBT_MCP_ENABLE_MCP_SERVER_METADATA=true"));
        var version = await mcp.CallAsync("get_mcp_server_version", new Dictionary<string, object?>(), Cancellation);
        LocalMcp.TextOf(version).ShouldMatch(@"^\d+\.\d+\.\d+");
        var branch = await mcp.CallAsync("get_mcp_server_branch", new Dictionary<string, object?>(), Cancellation);
        LocalMcp.TextOf(branch).ShouldContain("branch");
    }

    [Theory]
    [InlineData("DBT_PROJECT_DIR=/nowhere", "/nowhere")]
    [InlineData("DBT_PROFILES_DIR=/nowhere", "DBT_PROFILES_DIR")]
    [InlineData("DBT_PATH=/nowhere/dbt", "DBT_PATH")]
    [InlineData("DBT_CLI_TIMEOUT=soon", "DBT_CLI_TIMEOUT")]
    [InlineData("HEADGATE_URL=https://headgate.example.com", "HEADGATE_TOKEN")]
    [InlineData("HEADGATE_TOKEN=hga_x", "HEADGATE_URL")]
    [InlineData("HEADGATE_TOKEN=hga_x HEADGATE_URL=ftp://x", "HEADGATE_URL")]
    public async Task What_cannot_be_served_ends_with_1_and_says_what_to_do(string variables, string part)
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        var all = new Dictionary<string, string?>
        {
            ["DBT_PROJECT_DIR"] = project.Folder,
            ["HEADGATE_URL"] = null,
            ["HEADGATE_TOKEN"] = null,
        };
        foreach (var (name, value) in Variables(variables))
        {
            all[name] = value;
        }
        var result = await HeadgateProgram.RunAsync(all, "mcp");
        result.ExitCode.ShouldBe(1, result.All);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(part);
        result.Error.ShouldNotContain("hga_x");
    }

    internal static Dictionary<string, string?> Variables(string text)
    {
        // Values may hold blanks: a new variable begins with capitals and an equals sign.
        var found = new Dictionary<string, string?>();
        foreach (
            System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(
                text,
                "([A-Z_]{4,})=(.*?)(?= [A-Z_]{4,}=|$)"
            )
        )
        {
            found[match.Groups[1].Value] = match.Groups[2].Value;
        }
        return found;
    }
}
