using Headgate.Mcp.Door;
using Headgate.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;

// The suite still asks for the older revisions' logging and subscriptions.
#pragma warning disable MCP9005, MCP9006

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>The protocol's own suite (npm's <c>@modelcontextprotocol/conformance</c>) against the whole server with the suite's fixtures added to its tools.</summary>
public sealed class ConformanceTests
{
    private const string Suite = "@modelcontextprotocol/conformance@0.2.0-alpha.12";

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task Every_required_scenario_of_a_server_passes(string requirements)
    {
        await using var server = await HeadgateServer.StartAsync(s => s with { RequestsPerMinute = null }, AddFixtures);
        var results = Directory.CreateTempSubdirectory("headgate-conformance-");
        try
        {
            var url = new UriBuilder(server.Url) { Host = "localhost", Path = "/api/ai/v1/mcp/" };
            var (code, output, errors) = await NpmProgram.RunAsync(
                Suite,
                "conformance",
                ["server", "--url", url.ToString(), "--requirements", requirements, "-o", results.FullName],
                results.FullName
            );
            code.ShouldBe(0, output + errors);
            results.GetFiles("checks.json", SearchOption.AllDirectories).Length.ShouldBeGreaterThan(25, output);
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    private static void AddFixtures(IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter>(provider => new AnyCaller(provider));
        services.AddSingleton(
            new McpDoorSettings
            {
                PublicUrl = "http://127.0.0.1",
                Version = "0",
                WholeProtocol = true,
            }
        );
        services.Configure<HttpServerTransportOptions>(o => o.SessionMode = HttpServerSessionMode.StatefulForInitializeClients);
        services
            .AddMcpServer()
            .WithTools(FixtureTools.All)
            .WithPrompts(FixturePrompts.Prompts)
            .WithResources(FixturePrompts.Resources)
            .WithCompleteHandler(
                (_, _) =>
                    new(
                        new CompleteResult
                        {
                            Completion = new Completion { Values = ["test"], Total = 1 },
                        }
                    )
            )
            .WithSetLoggingLevelHandler((_, _) => new(new EmptyResult()))
            .WithSubscribeToResourcesHandler((_, _) => new(new EmptyResult()))
            .WithUnsubscribeFromResourcesHandler((_, _) => new(new EmptyResult()));
    }
}
