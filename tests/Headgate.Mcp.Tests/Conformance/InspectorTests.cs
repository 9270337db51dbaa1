using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>npm's <c>@modelcontextprotocol/inspector</c>, a client that people use, against the endpoint as it ships.</summary>
public sealed class InspectorTests
{
    private const string Inspector = "@modelcontextprotocol/inspector@2.12.0";

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task It_lists_and_calls_the_tools_of_an_agent(string era)
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        var key = await server.CreateAgentAsync("reader", new NewGrant("jobs", "read") { ProjectIds = [project.Id] });
        using var folder = new TemporaryFolder();

        var listed = await AskAsync(server, key, era, folder, "--method", "tools/list", "--strict");
        listed
            .GetProperty("tools")
            .EnumerateArray()
            .Select(t => t.GetProperty("name").GetString())
            .ShouldBe([
                "list_jobs",
                "get_job_details",
                "gate_explain",
                "gate_approvals_list",
                "gate_rights_get",
                "gate_requests_create",
                "gate_approvals_get",
            ]);
        var called = await AskAsync(
            server,
            key,
            era,
            folder,
            "--method",
            "tools/call",
            "--tool-name",
            "get_job_details",
            "--tool-arg",
            $"job_id={project.JobId}"
        );
        called.GetProperty("structuredContent").GetProperty("name").GetString().ShouldBe("Sales nightly");
        var read = await AskAsync(server, key, era, folder, "--method", "resources/read", "--uri", "headgate://rights");
        read.GetProperty("contents")[0].GetProperty("text").GetString()!.ShouldContain("jobs.list");
    }

    private static async Task<JsonElement> AskAsync(
        HeadgateServer server,
        string key,
        string era,
        TemporaryFolder folder,
        params string[] arguments
    )
    {
        var (code, output, errors) = await NpmProgram.RunAsync(
            Inspector,
            "mcp-inspector",
            [
                "--cli",
                new Uri(server.Url, "/api/ai/v1/mcp/").ToString(),
                "--transport",
                "http",
                "--protocol-era",
                era,
                "--header",
                $"Authorization: Bearer {key}",
                "--format",
                "json",
                .. arguments,
            ],
            folder.Path
        );
        code.ShouldBe(0, output + errors);
        return JsonDocument.Parse(output).RootElement.GetProperty("result");
    }
}
