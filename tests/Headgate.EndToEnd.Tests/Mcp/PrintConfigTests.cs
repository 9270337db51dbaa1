using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary><c>headgate mcp --print-config</c>.</summary>
public sealed class PrintConfigTests
{
    private const string Key = "hga_this-is-a-real-key";

    [Theory]
    [InlineData("claude-desktop", "mcpServers")]
    [InlineData("claude-code", "mcpServers")]
    [InlineData("cursor", "mcpServers")]
    [InlineData("vscode", "servers")]
    [InlineData("generic", "mcpServers")]
    public async Task A_client_is_told_how_to_start_the_local_server(string client, string servers)
    {
        var config = await PrintAsync(new Dictionary<string, string?> { ["HEADGATE_URL"] = null }, client, "--project-dir", ".");
        var server = config[servers]!["headgate"]!;
        server["command"]!.ToString().ShouldBe(HeadgateProgram.Path);
        server["args"]!.ToJsonString().ShouldBe("""["mcp"]""");
        server["env"]!.AsObject().ShouldHaveSingleItem().Value!.ToString().ShouldBe(Repository.Root);
    }

    [Theory]
    [InlineData("claude-desktop", "PUT-THE-AGENT-KEY-HERE")]
    [InlineData("claude-code", "${HEADGATE_TOKEN}")]
    [InlineData("cursor", "${env:HEADGATE_TOKEN}")]
    [InlineData("vscode", "${input:headgate-key}")]
    [InlineData("generic", "PUT-THE-AGENT-KEY-HERE")]
    public async Task A_key_is_never_printed_and_a_place_for_it_is(string client, string placeholder)
    {
        var variables = new Dictionary<string, string?> { ["HEADGATE_URL"] = "https://headgate.example.com", ["HEADGATE_TOKEN"] = Key };
        var local = await PrintAsync(variables, client);
        local.ToJsonString(Relaxed).ShouldContain($"\"HEADGATE_TOKEN\":\"{placeholder}\"");
        var remote = await PrintAsync(variables, client, "--url", "https://other.example.com/");
        var text = remote.ToJsonString(Relaxed);
        text.ShouldContain("https://other.example.com/api/ai/v1/mcp/");
        text.ShouldContain($"Bearer {placeholder}");
        (remote["inputs"] is not null).ShouldBe(client == "vscode");
    }

    [Fact]
    public async Task A_printed_configuration_starts_the_server()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        var config = await PrintAsync(
            new Dictionary<string, string?> { ["HEADGATE_URL"] = null },
            "generic",
            "--project-dir",
            project.Folder
        );
        var server = config["mcpServers"]!["headgate"]!;
        await using var mcp = await LocalMcp.StartAsync(
            server["command"]!.ToString(),
            ProductProgram.DotnetRoot,
            server["env"]!["DBT_PROJECT_DIR"]!.ToString(),
            TestContext.Current.CancellationToken
        );
        (await mcp.ToolsAsync(TestContext.Current.CancellationToken)).ShouldContain("build");
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<JsonNode> PrintAsync(IReadOnlyDictionary<string, string?> variables, string client, params string[] options)
    {
        var result = await HeadgateProgram.RunAsync(variables, ["mcp", "--print-config", client, .. options]);
        result.ExitCode.ShouldBe(0, result.All);
        result.All.ShouldNotContain(Key);
        result.Error.ShouldNotBeEmpty("where it goes is said beside it");
        return JsonNode.Parse(result.Output)!;
    }
}
