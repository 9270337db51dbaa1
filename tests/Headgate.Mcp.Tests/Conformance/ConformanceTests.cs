using System.Diagnostics;
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

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task Every_required_scenario_of_a_server_passes(string requirements)
    {
        if (!await IsThereAsync("npx"))
        {
            Prerequisite.Missing("npx is not installed: apt-get install npm");
        }
        await using var server = await HeadgateServer.StartAsync(s => s with { RequestsPerMinute = null }, AddFixtures);
        var results = Directory.CreateTempSubdirectory("headgate-conformance-");
        try
        {
            var (code, output) = await RunAsync(
                "npx",
                [
                    "--yes",
                    "--package=node@22",
                    $"--package={Suite}",
                    "--",
                    "conformance",
                    "server",
                    "--url",
                    new Uri(server.Url, "/api/ai/v1/mcp/").ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
                    "--requirements",
                    requirements,
                    "-o",
                    results.FullName,
                ],
                results.FullName
            );
            code.ShouldBe(0, output);
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

    private static async Task<bool> IsThereAsync(string program) => (await RunAsync("which", [program], "/")).Code == 0;

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string folder)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output + await errors);
    }
}
