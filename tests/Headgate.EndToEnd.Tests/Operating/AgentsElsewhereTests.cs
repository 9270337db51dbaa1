using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Operating;

/// <summary>Agents of a server that is named by its address, as every other command names it.</summary>
public sealed class AgentsElsewhereTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Agents_are_made_and_changed_at_the_address_that_is_named(bool byOption)
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        await using var server = await ServedServer.StartAsync(folder.Path);
        var variables = new Dictionary<string, string?>
        {
            ["HEADGATE_TOKEN"] = (await server.JsonAsync("account", "add", "Hollow Hill"))["secret"]!.ToString(),
            ["HEADGATE_URL"] = byOption ? "http://127.0.0.1:1" : server.Url,
            // A folder without an installation: nothing is made there.
            ["HEADGATE__DATA"] = Path.Combine(elsewhere.Path, "data"),
        };
        string[] where = byOption ? ["--url", server.Url] : [];

        var made = await RunAsync("agent", "add", "reader", "--grant", "jobs=read", "--everywhere", "--json");
        var agent = JsonNode.Parse(made.Output)!;
        agent.ToJsonString().ShouldContain("hga_");
        (await RunAsync("agent", "grant", "reader", "runs=read", "--everywhere")).Output.ShouldContain("reader");
        (await RunAsync("agent", "disable", "reader")).Output.ShouldContain("reader");
        (await RunAsync("agent", "list")).Output.ShouldContain("reader");
        (await RunAsync("agent", "revoke", "reader", "--agent")).ExitCode.ShouldBe(0);
        JsonNode.Parse((await RunAsync("agent", "list", "--json")).Output)!.AsArray().ShouldBeEmpty();
        Directory.Exists(Path.Combine(elsewhere.Path, "data")).ShouldBeFalse();

        async Task<ProgramResult> RunAsync(params string[] arguments)
        {
            var result = await HeadgateProgram.RunAsync(variables, [.. arguments, .. where]);
            result.ExitCode.ShouldBe(0, result.All);
            return result;
        }
    }
}
