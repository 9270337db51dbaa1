using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Mcp.Foreign;
using Headgate.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Mcp.Tests.Foreign;

/// <summary>Foreign servers that hang, flood, die, lie and tell.</summary>
public sealed class ForeignTroubleTests
{
    private const string Key = "Bearer tok-0123456789abcdef";

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_its_time()
    {
        await using var c = await Case.StartAsync(new ForeignSettings { CallTime = TimeSpan.FromMilliseconds(300) });
        c.Foreign.OnCall = (http, _) => GoneAsync(http);
        var reply = await c.CallAsync();
        reply.IsDone.ShouldBeFalse();
        reply.Texts[0].ShouldContain("did not answer within 0.3 seconds");
        c.Foreign.OnCall = null;
        (await c.CallAsync()).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_without_end_is_cut_at_the_limit()
    {
        await using var c = await Case.StartAsync(new ForeignSettings { MessageLimit = 1_000_000 });
        c.Foreign.OnCall = async (http, _) =>
        {
            http.Response.ContentType = "text/event-stream";
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(
                    """data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1,"progressToken":"x"}}""" + "\n\n",
                    http.RequestAborted
                );
            }
        };
        var reply = await c.CallAsync();
        reply.IsDone.ShouldBeFalse();
        reply.Texts[0].ShouldContain("more than an answer may have");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task A_result_of_100_MB_is_refused_and_takes_no_room(string type)
    {
        await using var c = await Case.StartAsync();
        var piece = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        c.Foreign.OnCall = async (http, message) =>
        {
            http.Response.ContentType = type;
            var begin =
                $$"""{"jsonrpc":"2.0","id":{{message.GetProperty("id").GetRawText()}},"result":{"content":[{"type":"text","text":" """;
            await http.Response.WriteAsync((type == "application/json" ? "" : "data: ") + begin, http.RequestAborted);
            for (var i = 0; i < 100; i++)
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
            }
            await http.Response.WriteAsync("\"}]}}\n\n", http.RequestAborted);
        };
        using var memory = new MemoryPeak();
        var reply = await c.CallAsync();
        reply.IsDone.ShouldBeFalse();
        reply.Texts[0].ShouldContain("Ask its tool for less");
        memory.GrowthMiB.ShouldBeLessThan(150);
    }

    [Fact]
    public async Task A_program_that_writes_a_line_without_end_is_cut_off()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ForeignLab.StartAsync(s => s.AddSingleton(new ForeignSettings { MessageLimit = 1_000_000 }));
        var added = await ForeignProgram.AddAsync(server, folder.Path, "*tools/call*) tr '\\0' x </dev/zero;;");
        await server.ReviewAsync(added, "act");
        using var mcp = new McpClientOfTests(server.Url, await server.CreateForeignAgentAsync("reader", "prog__act"));
        var reply = await mcp.CallAsync("prog__act");
        reply.IsDone.ShouldBeFalse();
        reply.Texts[0].ShouldContain("more than an answer may have");
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_is_told_of_without_its_words()
    {
        await using var c = await Case.StartAsync();
        c.Foreign.OnCall = async (http, _) =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"half""");
            await http.Response.Body.FlushAsync();
            http.Abort();
        };
        var reply = await c.CallAsync();
        reply.IsDone.ShouldBeFalse();
        reply.Texts[0].ShouldContain("broke off");
        reply.Text.ShouldNotContain("half");
    }

    [Theory]
    [InlineData("""{"content":5}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"resultType":"task","taskId":"x","content":[]}""")]
    public async Task What_is_no_result_of_a_tool_is_none(string result)
    {
        await using var c = await Case.StartAsync();
        c.Foreign.OnCall = (http, message) => ForeignServerOfTests.AnswerAsync(http, message, result);
        var reply = await c.CallAsync();
        reply.IsDone.ShouldBeFalse(reply.Text);
        reply.Texts[0].ShouldContain("weather__forecast");
    }

    [Fact]
    public async Task Blocks_are_texts_pictures_and_sounds_and_everything_else_is_told_of()
    {
        await using var c = await Case.StartAsync();
        c.Foreign.OnCall = (http, message) =>
            ForeignServerOfTests.AnswerAsync(
                http,
                message,
                """
                {"_meta":{"ui":{"resourceUri":"ui://x"}},"content":[
                {"type":"text","text":"in\u202eside","annotations":{"audience":["assistant"]},"_meta":{"x":1}},
                {"type":"image","data":"aGk=","mimeType":"image/png"},
                {"type":"image","data":"<script>","mimeType":"text/html"},
                {"type":"resource_link","uri":"file:///etc/passwd","name":"p"},
                {"type":"resource","resource":{"uri":"headgate://runs/1","text":"body"}},
                {"type":"resource","resource":{"uri":"x://y","blob":"aGVsbG8="}},
                {"type":"applet","code":"x"}],
                "structuredContent":{"a":"b\u200bc"}}
                """
            );
        var reply = await c.CallAsync();
        reply.IsDone.ShouldBeTrue(reply.Text);
        var blocks = reply.Result.GetProperty("content").EnumerateArray().ToList();
        blocks.Select(b => b.GetProperty("type").GetString()).ShouldBe(["text", "image", "text", "text", "text", "text", "text"]);
        blocks[0].GetProperty("text").GetString().ShouldBe("in\\u{202e}side");
        blocks[0].TryGetProperty("annotations", out _).ShouldBeFalse();
        blocks.ShouldAllBe(b => b.GetProperty("_meta").GetRawText() == """{"headgate/data":true}""");
        blocks[4].GetProperty("text").GetString()!.ShouldContain("body");
        reply.Text.ShouldNotContain("<script>");
        reply.Text.ShouldNotContain("ui://");
        reply.Result.GetProperty("structuredContent").GetProperty("a").GetString().ShouldBe("b\\u{200b}c");
        ForeignRecords.Of(c.Server, "outcome").Last().Sentence!.ShouldContain("hidden-text");
    }

    [Fact]
    public async Task The_key_of_a_foreign_server_comes_back_in_nothing()
    {
        await using var c = await Case.StartAsync();
        c.Foreign.Authorization.ShouldBe(Key);
        var token = Key.Split(' ')[1];
        var all = new StringBuilder();
        c.Foreign.OnCall = (http, message) =>
            ForeignServerOfTests.AnswerAsync(
                http,
                message,
                $$$"""{"content":[{"type":"text","text":"you sent {{{Key}}}"}],"structuredContent":{"{{{token}}}":["{{{token}}}"]}}"""
            );
        all.Append((await c.CallAsync()).Text);
        c.Foreign.OnCall = (http, message) =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync(
                $$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"error":{"code":-32000,"message":"bad key {{{token}}}"}}"""
            );
        };
        all.Append((await c.CallAsync()).Text);
        c.Foreign.OnAny = http =>
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return http.Response.WriteAsync($"no such key: {token}");
        };
        var refused = await c.CallAsync();
        refused.Texts[0].ShouldContain("401");
        all.Append(refused.Text);
        foreach (var path in (string[])["mcp-servers/", $"mcp-servers/{c.Id}/", $"mcp-servers/{c.Id}/tools/", "records/"])
        {
            all.Append((await c.Server.AskGateAsync(HttpMethod.Get, path)).Data.GetRawText());
        }
        all.ToString().ShouldContain("***");
        all.ToString().ShouldNotContain(token);
        foreach (var kind in (string[])["decision", "outcome", "change"])
        {
            JsonSerializer.Serialize(ForeignRecords.Of(c.Server, kind)).ShouldNotContain(token);
        }
        foreach (
            var file in Directory
                .GetFiles(c.Server.DataFolder, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
        )
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            (await reader.ReadToEndAsync(TestContext.Current.CancellationToken))
                .Contains(token, StringComparison.Ordinal)
                .ShouldBeFalse(file);
        }
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await ForeignServerOfTests.StartAsync();
        await using var c = await Case.StartAsync();
        c.Foreign.OnAny = http =>
        {
            http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            http.Response.Headers.Location = other.Url.ToString();
            return Task.CompletedTask;
        };
        var reply = await c.CallAsync();
        reply.Texts[0].ShouldContain("redirect");
        other.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task No_stream_is_opened_in_which_a_server_could_speak_unasked()
    {
        await using var c = await Case.StartAsync();
        await c.CallAsync();
        c.Foreign.Asked.Distinct(StringComparer.Ordinal)
            .ShouldBe(["server/discover", "initialize", "notifications/initialized", "tools/list", "tools/call"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_caller_that_leaves_ends_the_call_of_its_tool()
    {
        await using var c = await Case.StartAsync();
        var (begun, ended) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        c.Foreign.OnCall = async (http, _) =>
        {
            begun.Release();
            await GoneAsync(http);
            ended.Release();
        };
        using var http = c.Server.ClientFor(c.AgentKey, "Bearer");
        using var leaving = new CancellationTokenSource();
        var open = http.PostAsync(
            $"/api/gate/v1/accounts/{c.Server.AccountId}/foreign-tools/weather__forecast/call/",
            new StringContent("{}", Encoding.UTF8, "application/json"),
            leaving.Token
        );
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => open);
        await ended.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task GoneAsync(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var left = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>A server with a foreign one, whose one tool an agent is granted.</summary>
    private sealed class Case(HeadgateServer server, ForeignServerOfTests foreign, long id, string key) : IAsyncDisposable
    {
        private readonly McpClientOfTests _mcp = new(server.Url, key);

        public HeadgateServer Server => server;

        public ForeignServerOfTests Foreign => foreign;

        public long Id => id;

        public string AgentKey => key;

        public static async Task<Case> StartAsync(ForeignSettings? settings = null)
        {
            var foreign = await ForeignServerOfTests.StartAsync(ForeignServerOfTests.Tool("forecast"));
            var server = await ForeignLab.StartAsync(s => s.AddSingleton(settings ?? new ForeignSettings()));
            var added = await server.AddForeignAsync("weather", foreign.Url, $$"""{"Authorization":"{{Key}}"}""");
            (await server.ReviewAsync(added, "forecast")).ShouldBe(HttpStatusCode.OK);
            var key = await server.CreateForeignAgentAsync("reader", "weather__forecast");
            return new Case(server, foreign, added.GetProperty("id").GetInt64(), key);
        }

        public Task<McpReply> CallAsync() => _mcp.CallAsync("weather__forecast", """{"city":"Oslo"}""");

        public async ValueTask DisposeAsync()
        {
            _mcp.Dispose();
            await server.DisposeAsync();
            await foreign.DisposeAsync();
        }
    }
}
