using Headgate.Testing;
using ModelContextProtocol.Protocol;

namespace Headgate.Attacks.Tests;

/// <summary>Options of dbt that come as arguments of local tools, and a project that wants to set the server that works on it.</summary>
public sealed class LocalToolTests(LocalToolTests.Served served) : IClassFixture<LocalToolTests.Served>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Options =>
        new()
        {
            { "run", "node_selection", "--target prod" },
            { "run", "node_selection", "a --profiles-dir x" },
            { "run", "node_selection", "a\n--profiles-dir\nx" },
            { "run", "node_selection", "a\t-x" },
            { "run", "node_selection", "-x" },
            { "run", "node_selection", "  --full-refresh" },
            { "run", "node_selection", "" },
            { "run", "vars", "@file" },
            { "run", "vars", "--target" },
            { "run", "sample", "--full-refresh" },
            { "run", "yml_selector", "--full-refresh" },
            { "run", "yml_selector", "nightly --target prod" },
            { "build", "node_selection", "--vars={a: 1}" },
            { "test", "node_selection", "--store-failures" },
            { "list", "node_selection", "--output=json" },
            { "compile", "yml_selector", "-f" },
            { "show", "sql_query", "--inline-direct" },
            { "show", "sql_query", "-- a comment\nselect 1" },
            { "show", "sql_query", "select '\0'" },
            { "clone", "state_path", "../../x" },
            { "clone", "state_path", "/etc" },
            { "clone", "state_path", "models/../../beside" },
            { "clone", "state_path", "link" },
            { "clone", "state_path", "--state" },
            { "get_lineage_dev", "unique_id", "--target" },
            { "get_node_details_dev", "node_id", "-x" },
        };

    [Attack("MCP-43")]
    [Theory]
    [MemberData(nameof(Options))]
    public async Task No_argument_becomes_an_option(string tool, string argument, string value)
    {
        var result = await served.Mcp.CallAsync(tool, new Dictionary<string, object?> { [argument] = value }, Cancellation);
        result.IsError.ShouldBe(true);
        var said = ((TextContentBlock)result.Content.ShouldHaveSingleItem()).Text;
        said.ShouldStartWith(argument + " ");
        Directory.Exists(Path.Combine(served.Project, "target")).ShouldBeFalse("nothing was run");
        Directory.Exists(Path.Combine(served.Project, "logs")).ShouldBeFalse("nothing was run");
    }

    [Attack("MCP-43")]
    [Fact]
    public async Task What_looks_like_words_of_a_command_line_stays_one_word()
    {
        using var folder = new TemporaryFolder();
        var project = Project(folder.Path);
        await using var mcp = await StartAsync(project);
        var result = await mcp.CallAsync(
            "compile",
            new Dictionary<string, object?> { ["node_selection"] = "one \"$(touch run)\" ; touch run" },
            Cancellation
        );
        ((TextContentBlock)result.Content[0]).Text.ShouldContain("does not match any enabled nodes");
        File.Exists(Path.Combine(project, "run")).ShouldBeFalse();
    }

    [Attack("MCP-43")]
    [Fact]
    public async Task A_projects_own_file_of_variables_sets_nothing()
    {
        using var folder = new TemporaryFolder();
        var project = Project(folder.Path);
        await File.WriteAllTextAsync(
            Path.Combine(project, ".env"),
            """
            DBT_MCP_ENABLE_TOOLS=get_mcp_server_version
            DISABLE_TOOLS=
            HEADGATE_URL=http://127.0.0.1:1
            HEADGATE_TOKEN=hga_of-the-project
            DBT_PROFILES_DIR=/nowhere
            DBT_PATH=/bin/false
            DBT_CLI_TIMEOUT=1
            """,
            Cancellation
        );
        await using var mcp = await StartAsync(project, new Dictionary<string, string?> { ["DISABLE_TOOLS"] = "clone" });
        var tools = await mcp.ToolsAsync(Cancellation);
        tools.ShouldContain("build");
        tools.ShouldNotContain("clone");
        tools.ShouldNotContain("get_mcp_server_version");
        var listed = await mcp.CallAsync("list", new Dictionary<string, object?>(), Cancellation);
        ((TextContentBlock)listed.Content[0]).Text.ShouldBe("small.one");
        mcp.Errors.ShouldBeEmpty();
    }

    /// <summary>A server on a project, for calls that must leave nothing behind.</summary>
    public sealed class Served : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal string Project { get; private set; } = "";

        internal LocalMcp Mcp { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            Project = LocalToolTests.Project(_folder.Path);
            Mcp = await StartAsync(Project);
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            await Mcp.DisposeAsync();
            _folder.Dispose();
        }
    }

    private static Task<LocalMcp> StartAsync(string project, IReadOnlyDictionary<string, string?>? variables = null) =>
        LocalMcp.StartAsync(ProductProgram.Path, ProductProgram.DotnetRoot, project, Cancellation, variables, folder: project);

    private static string Project(string folder)
    {
        var project = Path.Combine(folder, "project");
        Directory.CreateDirectory(Path.Combine(project, "models"));
        Directory.CreateDirectory(Path.Combine(folder, "beside"));
        File.CreateSymbolicLink(Path.Combine(project, "link"), Path.Combine(folder, "beside"));
        File.WriteAllText(Path.Combine(project, "dbt_project.yml"), "name: small\nversion: '1.0'\nprofile: small\n");
        File.WriteAllText(
            Path.Combine(project, "profiles.yml"),
            "small: {target: dev, outputs: {dev: {type: duckdb, path: small.duckdb, schema: main}}}\n"
        );
        File.WriteAllText(Path.Combine(project, "models", "one.sql"), "select 1 as id");
        return project;
    }
}
