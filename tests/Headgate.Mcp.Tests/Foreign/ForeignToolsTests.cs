using System.ComponentModel;
using System.Net;
using Headgate.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace Headgate.Mcp.Tests.Foreign;

/// <summary>Foreign servers as they are meant: the official SDK's server, and a program.</summary>
public sealed class ForeignToolsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpServerSessionMode.Stateless)]
    [InlineData(HttpServerSessionMode.Stateful)]
    public async Task Tools_of_a_server_of_the_SDK_are_listed_granted_called_and_recorded(HttpServerSessionMode mode)
    {
        await using var foreign = await SdkServerAsync(mode);
        await using var server = await ForeignLab.StartAsync();
        var added = await server.AddForeignAsync("weather", foreign.Url);
        added.GetProperty("tools").GetInt32().ShouldBe(2, added.GetRawText());
        added.GetProperty("tools_on").GetInt32().ShouldBe(0);

        var key = await server.CreateForeignAgentAsync("reader", "weather__forecast", "weather__fail");
        using var mcp = new McpClientOfTests(server.Url, key);
        (await mcp.AskAsync("tools/list")).Tools.ShouldNotContain("weather__forecast");
        (await server.ReviewAsync(added, "forecast")).ShouldBe(HttpStatusCode.OK);
        (await server.ReviewAsync(added, "fail")).ShouldBe(HttpStatusCode.OK);

        var listed = (await mcp.AskAsync("tools/list")).Result.GetProperty("tools").EnumerateArray().ToList();
        listed.Select(t => t.GetProperty("name").GetString()).TakeLast(2).ShouldBe(["weather__fail", "weather__forecast"]);
        var tool = listed[^1];
        tool.GetProperty("description").GetString()!.ShouldContain("foreign server \"weather\"");
        tool.GetProperty("inputSchema").GetProperty("properties").GetProperty("city").GetProperty("type").GetString().ShouldBe("string");

        var done = await mcp.CallAsync("weather__forecast", """{"city":"Oslo"}""");
        done.Texts.ShouldBe(["Sunny in Oslo."], done.Text);
        done.Result.GetProperty("content")[0].GetProperty("_meta").GetProperty("headgate/data").GetBoolean().ShouldBeTrue();
        (await mcp.CallAsync("weather__fail")).IsDone.ShouldBeFalse();
        (await mcp.CallAsync("weather__forecast", """{"town":"Oslo"}""")).IsDone.ShouldBeFalse();

        var record = ForeignRecords.Of(server, "decision").First(r => r.Tool == "weather__forecast");
        record.Sentence.ShouldBe("Agent \"reader\" called tool weather__forecast.");
        (record.Surface, record.Operation, record.Decision).ShouldBe(("mcp", "foreign_tools.call", "Allowed"));
        record.Arguments!["digest"].Length.ShouldBe(64);

        var guide = await mcp.AskAsync("resources/read", "\"uri\":\"headgate://guide\"", "headgate://guide");
        guide.Text.ShouldContain("## weather__forecast");
        guide.Text.ShouldContain("foreign_tools.call");
        guide.Text.ShouldNotContain("list_jobs");
    }

    [Fact]
    public async Task A_program_is_started_with_what_was_named_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ForeignLab.StartAsync();
        var added = await ForeignProgram.AddAsync(
            server,
            folder.Path,
            """*tools/call*) answer "{\"content\":[{\"type\":\"text\",\"text\":\"$(env | cut -d= -f1 | sort | tr '\n' ' ')$(printf %s "$TOKEN" | tr a-z A-Z) $TOKEN\"}]}";;""",
            variables: ["PATH"],
            secrets: new() { ["TOKEN"] = "abcdefgh" }
        );
        await server.ReviewAsync(added, "act");
        using var mcp = new McpClientOfTests(server.Url, await server.CreateForeignAgentAsync("reader", "prog__act"));
        var reply = await mcp.CallAsync("prog__act");
        reply.IsDone.ShouldBeTrue(reply.Text);
        var said = reply.Texts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // The shell sets these itself.
        said.Except(["PWD", "OLDPWD", "SHLVL", "_"], StringComparer.Ordinal).ShouldBe(["PATH", "TOKEN", "ABCDEFGH", "***"], reply.Text);
        added.GetProperty("secret_names")[0].GetString().ShouldBe("TOKEN");
    }

    [Fact]
    public async Task A_program_that_dies_is_started_again_for_the_next_call()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ForeignLab.StartAsync();
        var added = await ForeignProgram.AddAsync(
            server,
            folder.Path,
            """*'"die"'*) exit 3;; *tools/call*) answer '{"content":[{"type":"text","text":"alive"}]}';;"""
        );
        await server.ReviewAsync(added, "act");
        using var mcp = new McpClientOfTests(server.Url, await server.CreateForeignAgentAsync("reader", "prog__act"));
        (await mcp.CallAsync("prog__act")).Texts.ShouldBe(["alive"]);
        var died = await mcp.CallAsync("prog__act", """{"how":"die"}""");
        died.IsDone.ShouldBeFalse();
        died.Texts[0].ShouldContain("broke off");
        (await mcp.CallAsync("prog__act")).Texts.ShouldBe(["alive"]);
    }

    [Fact]
    public async Task Ten_thousand_tools_are_listed_one_is_granted_and_its_list_is_short()
    {
        await using var foreign = await ForeignServerOfTests.StartAsync([
            .. Enumerable.Range(0, 10_000).Select(i => ForeignServerOfTests.Tool($"tool{i:00000}")),
        ]);
        await using var server = await ForeignLab.StartAsync();
        var added = await server.AddForeignAsync("many", foreign.Url);
        added.GetProperty("tools").GetInt32().ShouldBe(10_000, added.GetRawText());
        await server.ReviewAsync(added, "tool00007");
        using var mcp = new McpClientOfTests(server.Url, await server.CreateForeignAgentAsync("reader", "many__tool00007"));
        var lists = foreign.Asked.Count(m => m == "tools/list");
        (await mcp.AskAsync("tools/list")).Tools.Where(t => t.StartsWith("many__", StringComparison.Ordinal)).ShouldBe(["many__tool00007"]);
        foreign.Asked.Count(m => m == "tools/list").ShouldBe(lists);

        // All of them for who may do all: in pages, each tool once.
        await using (var db = await server.DatabaseAsync())
        {
            foreach (var tool in db.ForeignTools)
            {
                tool.ReviewedDigest = tool.Digest;
            }
            db.ForeignServers.Single().Version++;
            await db.SaveChangesAsync(Cancellation);
        }
        using var admin = new McpClientOfTests(server.Url, server.AdminToken);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await admin.AskAsync("tools/list", cursor is null ? "" : $"\"cursor\":\"{cursor}\"");
            seen.AddRange(page.Tools);
            cursor = page.Result.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);
        seen.Count(t => t.StartsWith("many__", StringComparison.Ordinal)).ShouldBe(10_000);
        seen.Distinct(StringComparer.Ordinal).Count().ShouldBe(seen.Count);
        (await mcp.AskAsync("tools/list", "\"cursor\":\"many__tool00008\"")).ErrorCode.ShouldBe(-32602);

        foreign.Tools = [.. foreign.Tools, ForeignServerOfTests.Tool("onemore")];
        var (_, more) = await server.AskGateAsync(HttpMethod.Post, $"mcp-servers/{added.GetProperty("id")}/refresh/");
        more.GetProperty("list_fault").GetString()!.ShouldContain("more than the 10000");
        more.GetProperty("tools").GetInt32().ShouldBe(10_000);
    }

    [Fact]
    public async Task What_is_granted_of_a_server_goes_with_it_and_does_not_come_back_with_its_name()
    {
        await using var foreign = await ForeignServerOfTests.StartAsync(ForeignServerOfTests.Tool("forecast"));
        await using var server = await ForeignLab.StartAsync();
        var first = await server.AddForeignAsync("weather", foreign.Url);
        await server.ReviewAsync(first, "forecast");
        using var mcp = new McpClientOfTests(server.Url, await server.CreateForeignAgentAsync("reader", "weather__forecast"));
        (await mcp.CallAsync("weather__forecast")).IsDone.ShouldBeTrue();
        (await server.AskGateAsync(HttpMethod.Delete, $"mcp-servers/{first.GetProperty("id")}/")).Status.ShouldBe(HttpStatusCode.OK);
        (await mcp.CallAsync("weather__forecast")).ErrorCode.ShouldBe(-32602);
        var second = await server.AddForeignAsync("weather", foreign.Url);
        await server.ReviewAsync(second, "forecast");
        (await mcp.CallAsync("weather__forecast")).ErrorCode.ShouldBe(-32602);
        (await server.AskGateAsync(HttpMethod.Get, "agents/")).Data[0].GetProperty("grants").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"capability":"foreign_tools.call","level":"full","everywhere":true}""", "names each tool")]
    [InlineData("""{"capability":"foreign_tools.call","level":"full","tools":["weather__nothing"]}""", "no foreign tool")]
    [InlineData(
        """{"capability":"foreign_tools.call","level":"full","tools":["weather__forecast"],"project_ids":[1]}""",
        "leave those out"
    )]
    [InlineData("""{"capability":"jobs","level":"read","tools":["weather__forecast"]}""", "foreign_tools.call alone")]
    [InlineData("""{"capability":"foreign_tools.call","level":"full","tools":[]}""", "empty list")]
    public async Task A_grant_names_tools_that_there_are_and_nothing_else(string body, string why)
    {
        await using var foreign = await ForeignServerOfTests.StartAsync(ForeignServerOfTests.Tool("forecast"));
        await using var server = await ForeignLab.StartAsync();
        await server.AddForeignAsync("weather", foreign.Url);
        await server.CreateAgentAsync("reader");
        var agent = (await server.AskGateAsync(HttpMethod.Get, "agents/")).Data[0].GetProperty("id");
        var (status, data) = await server.AskGateAsync(HttpMethod.Post, $"agents/{agent}/grants/", body);
        status.ShouldBe(HttpStatusCode.BadRequest);
        data.GetRawText().ShouldContain(why);
    }

    private static async Task<Running> SdkServerAsync(HttpServerSessionMode mode)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddMcpServer().WithHttpTransport(o => o.SessionMode = mode).WithTools<WeatherTools>();
        var app = builder.Build();
        app.UseRouting();
        app.MapMcp("/mcp");
        await app.StartAsync(Cancellation);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Running(app, new Uri(new Uri(address), "/mcp"));
    }

    private sealed record Running(WebApplication App, Uri Url) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    [McpServerToolType]
    private sealed class WeatherTools
    {
        [McpServerTool(Name = "forecast"), Description("The weather of a city.")]
        public static string Forecast(string city) => $"Sunny in {city}.";

        [McpServerTool(Name = "fail"), Description("Fails.")]
        public static string Fail() => throw new InvalidOperationException("inside");
    }
}
