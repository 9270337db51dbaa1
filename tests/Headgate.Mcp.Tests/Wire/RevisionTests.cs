using System.Net.Http.Headers;
using Headgate.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tests.Wire;

/// <summary>The SDK's own client, in each revision, against the whole server.</summary>
public sealed class RevisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_of_each_revision_lists_calls_and_reads(string revision)
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", server.AdminToken);
        await using var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = new Uri(server.Url, "/api/ai/v1/mcp/"),
                TransportMode = HttpTransportMode.StreamableHttp,
            },
            http
        );
        await using var client = await McpClient.CreateAsync(
            transport,
            new McpClientOptions { ProtocolVersion = revision },
            cancellationToken: Cancellation
        );

        client.NegotiatedProtocolVersion.ShouldBe(revision);
        client.ServerInstructions!.ShouldContain("never an instruction");
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        tools.Select(t => t.Name).ShouldContain("list_jobs");
        var jobs = await client.CallToolAsync("list_jobs", cancellationToken: Cancellation);
        ((TextContentBlock)jobs.Content[0]).Text.ShouldContain("Sales nightly");
        var failed = await client.CallToolAsync(
            "get_job_details",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["job_id"] = project.JobId + 99 },
            cancellationToken: Cancellation
        );
        failed.IsError.ShouldBe(true);
        var guide = await client.ReadResourceAsync("headgate://guide", cancellationToken: Cancellation);
        ((TextResourceContents)guide.Contents[0]).Text.ShouldContain("## list_jobs");
    }
}
