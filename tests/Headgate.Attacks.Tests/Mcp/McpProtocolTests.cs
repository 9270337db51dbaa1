using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>Messages that are none, or that two programs could read differently.</summary>
[Collection("attacks")]
public sealed class McpProtocolTests(StandingServer server)
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_jobs","arguments":{}}}""";

    [Attack("MCP-13")]
    [Attack("MCP-15")]
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.nip.io")]
    [InlineData("http://evil.example/http://localhost")]
    [InlineData("file:///x")]
    public async Task A_page_of_another_site_may_not_call(string origin) =>
        await RefusedAsync(
            mcp => mcp.AskAsync("tools/list", change: r => r.Headers.TryAddWithoutValidation("Origin", origin)),
            HttpStatusCode.Forbidden,
            "bad-origin"
        );

    [Attack("MCP-14")]
    [Theory]
    [InlineData("evil.example:8080")]
    [InlineData("localhost.evil.example")]
    public async Task A_name_that_was_made_to_lead_here_is_not_this_server(string host) =>
        await RefusedAsync(mcp => mcp.AskAsync("tools/list", change: r => r.Headers.Host = host), HttpStatusCode.Forbidden, "bad-host");

    [Attack("MCP-16")]
    [Attack("MCP-17", Lacks = "429 after many guesses: there is nothing to find")]
    [Fact]
    public async Task There_are_no_sessions_to_steal_or_to_guess()
    {
        using var mcp = server.Mcp("KR");
        var opened = await mcp.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}"""
        );
        opened.Result.GetProperty("protocolVersion").GetString().ShouldBe("2025-11-25");
        for (var i = 0; i < 100; i++)
        {
            await RefusedAsync(
                other =>
                    other.SendAsync(
                        Call,
                        r =>
                        {
                            r.Headers.Add("MCP-Protocol-Version", "2025-11-25");
                            r.Headers.Add("Mcp-Session-Id", Guid.NewGuid().ToString("N"));
                        }
                    ),
                HttpStatusCode.NotFound,
                "foreign-session"
            );
        }
    }

    [Attack("MCP-18")]
    [Fact]
    public async Task A_call_that_says_no_version_is_refused() =>
        await RefusedAsync(mcp => mcp.SendAsync(Call), HttpStatusCode.BadRequest, "header-mismatch");

    [Attack("MCP-19")]
    [Theory]
    [InlineData("1999-01-01")]
    [InlineData("2024-11-05")]
    [InlineData("DRAFT")]
    public async Task A_version_that_is_not_spoken_here_is_refused(string version) =>
        await RefusedAsync(
            mcp => mcp.SendAsync(Call, r => r.Headers.Add("MCP-Protocol-Version", version)),
            HttpStatusCode.BadRequest,
            "protocol"
        );

    [Attack("MCP-20")]
    [Attack("MCP-32")]
    [Theory]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":5}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}""")]
    [InlineData("""[]""")]
    [InlineData("""[[]]""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_jobs"}}]""")]
    [InlineData("""5""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}{"jsonrpc":"2.0","id":2,"method":"tools/list"}""")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}")]
    [InlineData("")]
    [InlineData("{")]
    public async Task What_is_no_message_is_refused(string body)
    {
        foreach (var version in (string[])["2026-07-28", "2025-11-25", "2025-06-18"])
        {
            await RefusedAsync(
                mcp => mcp.SendAsync(body, r => r.Headers.Add("MCP-Protocol-Version", version)),
                HttpStatusCode.BadRequest,
                null
            );
        }
    }

    [Attack("MCP-21")]
    [Fact]
    public async Task A_batch_of_calls_is_refused_whole() =>
        await RefusedAsync(
            mcp =>
                mcp.SendAsync(
                    $"[{Call},{Call.Replace("list_jobs", "trigger_job_run", StringComparison.Ordinal)}]",
                    r => r.Headers.Add("MCP-Protocol-Version", "2025-06-18")
                ),
            HttpStatusCode.BadRequest,
            "protocol"
        );

    [Attack("MCP-32")]
    [Fact]
    public async Task A_notification_that_names_a_call_does_nothing()
    {
        var (reply, records) = await server.RecordedAsync(async () =>
        {
            using var mcp = server.Mcp("KT");
            return await mcp.SendAsync(
                """{"jsonrpc":"2.0","method":"tools/call","params":{"name":"trigger_job_run","arguments":{"job_id":1000,"cause":"x"}}}""",
                r => r.Headers.Add("MCP-Protocol-Version", "2025-11-25")
            );
        });
        reply.Status.ShouldBe(HttpStatusCode.NotFound);
        records.Decision().Decision.ShouldBe("Refused");
    }

    [Attack("MCP-23")]
    [Attack("MCP-27")]
    [Theory]
    [InlineData("tools/list", "list_jobs")]
    [InlineData("tools/call", "trigger_job_run")]
    [InlineData("tools/call", "=?base64?dHJpZ2dlcl9qb2JfcnVu?=")]
    [InlineData("tools/call", "=?BASE64?bGlzdF9qb2Jz?=")]
    [InlineData("tools/call", "=?base64?!!!?=")]
    [InlineData("tools/call", null)]
    [InlineData(null, "list_jobs")]
    [InlineData("TOOLS/CALL", "list_jobs")]
    public async Task Headers_that_say_something_else_than_the_body_are_refused(string? method, string? name) =>
        await RefusedAsync(
            mcp =>
                mcp.AskAsync(
                    "tools/call",
                    "\"name\":\"list_jobs\"",
                    change: r =>
                    {
                        r.Headers.Remove("Mcp-Method");
                        if (method is not null)
                        {
                            r.Headers.TryAddWithoutValidation("Mcp-Method", method);
                        }
                        if (name is not null)
                        {
                            r.Headers.TryAddWithoutValidation("Mcp-Name", name);
                        }
                    }
                ),
            HttpStatusCode.BadRequest,
            "header-mismatch"
        );

    [Attack("MCP-27")]
    [Fact]
    public async Task A_header_that_says_the_same_is_good_encoded_or_with_blanks_and_never_twice()
    {
        using var mcp = server.Mcp("KR");
        foreach (var name in (string[])["=?base64?bGlzdF9qb2Jz?=", " list_jobs ", "list_jobs"])
        {
            (await mcp.AskAsync("tools/call", "\"name\":\"list_jobs\"", name)).IsDone.ShouldBeTrue(name);
        }
        await RefusedAsync(
            other =>
                other.AskAsync(
                    "tools/call",
                    "\"name\":\"list_jobs\"",
                    change: r => r.Headers.TryAddWithoutValidation("Mcp-Name", (string[])["list_jobs", "list_jobs"])
                ),
            HttpStatusCode.BadRequest,
            "header-mismatch"
        );
    }

    [Attack("MCP-28")]
    [Theory]
    [InlineData("2025-06-18", null, true)]
    [InlineData(null, "trigger_job_run", false)]
    [InlineData("2025-11-25", "trigger_job_run", false)]
    [InlineData("2025-11-25,2026-07-28", null, false)]
    public async Task An_older_version_is_no_way_around_the_check(string? version, string? name, bool withMeta) =>
        await RefusedAsync(
            mcp =>
                mcp.SendAsync(
                    withMeta
                        ? Call.Replace(
                            "\"arguments\"",
                            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"},\"arguments\"",
                            StringComparison.Ordinal
                        )
                        : Call,
                    r =>
                    {
                        if (version is not null)
                        {
                            r.Headers.TryAddWithoutValidation("MCP-Protocol-Version", version.Split(','));
                        }
                        if (name is not null)
                        {
                            r.Headers.TryAddWithoutValidation("Mcp-Name", name);
                        }
                    }
                ),
            HttpStatusCode.BadRequest,
            null
        );

    [Attack("MCP-30")]
    [Theory]
    [InlineData("\"Tools/Call\"", 404)]
    [InlineData("\" tools/call\"", 404)]
    [InlineData("\"tools/call/\"", 404)]
    [InlineData("\"tools/call\\u0000\"", 400)]
    [InlineData("\"tools/call\",\"method\":\"tools/list\"", 400)]
    [InlineData("[\"tools/call\"]", 400)]
    [InlineData("\"tools\\u002fcall\"", 200)]
    public async Task A_method_is_spelled_in_one_way(string method, int status)
    {
        using var mcp = server.Mcp("KR");
        var (reply, records) = await server.RecordedAsync(() =>
            mcp.SendAsync(
                Call.Replace("\"tools/call\"", method, StringComparison.Ordinal),
                r =>
                {
                    r.Headers.Add("MCP-Protocol-Version", "2025-11-25");
                    r.Headers.Add("X-HTTP-Method-Override", "PUT");
                }
            )
        );
        ((int)reply.Status).ShouldBe(status, reply.Text);
        records.Decision().Decision.ShouldBe(status == 200 ? "Allowed" : "Refused");
    }

    [Attack("MCP-30")]
    [Attack("MCP-32")]
    [Theory]
    [InlineData("\"name\":\"list_jobs\",\"name\":\"trigger_job_run\"")]
    [InlineData("\"name\":[\"list_jobs\"]")]
    [InlineData("\"name\":5")]
    [InlineData("\"arguments\":{}")]
    public async Task A_tool_is_named_once_and_by_a_text(string parameters)
    {
        using var mcp = server.Mcp("KR");
        var reply = await mcp.AskAsync("tools/call", parameters, "list_jobs");
        reply.IsDone.ShouldBeFalse(reply.Text);
        ((int)reply.Status).ShouldBe(400);
    }

    [Attack("MCP-31")]
    [Theory]
    [InlineData("text/plain", null, false)]
    [InlineData(null, null, false)]
    [InlineData("text/event-stream", null, false)]
    [InlineData("application/x-www-form-urlencoded", null, false)]
    [InlineData("application/json-rpc", null, false)]
    [InlineData("multipart/form-data; boundary=x", null, false)]
    [InlineData("application/json; charset=utf-16", null, false)]
    [InlineData("application/json", "gzip", false)]
    [InlineData("Application/JSON ; Charset=UTF-8", null, true)]
    public async Task Only_json_is_read(string? type, string? encoding, bool isGood)
    {
        using var mcp = server.Mcp("KR");
        var (reply, records) = await server.RecordedAsync(() =>
            mcp.AskAsync(
                "tools/call",
                "\"name\":\"list_jobs\"",
                "list_jobs",
                r =>
                {
                    var bytes = r.Content!.ReadAsByteArrayAsync().GetAwaiter().GetResult();
                    r.Content = new ByteArrayContent(bytes);
                    if (type is not null)
                    {
                        r.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                    }
                    if (encoding is not null)
                    {
                        r.Content.Headers.ContentEncoding.Add(encoding);
                    }
                }
            )
        );
        if (isGood)
        {
            reply.IsDone.ShouldBeTrue(reply.Text);
            return;
        }
        reply.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        reply.ErrorCode.ShouldNotBeNull();
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", "unsupported-media"));
    }

    [Attack("MCP-22")]
    [Attack("MCP-42")]
    [Theory]
    [InlineData("subscriptions/listen")]
    [InlineData("resources/subscribe")]
    [InlineData("logging/setLevel")]
    [InlineData("ping")]
    public async Task Nothing_can_be_held_open_that_could_outlive_a_grant(string method) =>
        await RefusedAsync(
            mcp => mcp.AskAsync(method, "\"notifications\":{\"toolsListChanged\":true}"),
            HttpStatusCode.NotFound,
            "protocol"
        );

    [Attack("MCP-22")]
    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    public async Task There_is_nothing_but_posting(string method) =>
        await RefusedAsync(
            mcp => mcp.AskAsync("tools/list", change: r => r.Method = new HttpMethod(method)),
            HttpStatusCode.MethodNotAllowed,
            "method-not-allowed"
        );

    [Theory]
    [InlineData("hga_0000000000000000000000000000000000000000000", "unknown-credential")]
    [InlineData("KX", "revoked")]
    [InlineData("KE", "expired")]
    [InlineData("KD", "agent-disabled")]
    public async Task A_dead_key_is_turned_away_before_anything_is_read(string key, string reason)
    {
        using var mcp = server.Mcp(key);
        foreach (var method in (string[])["server/discover", "tools/list", "tools/call"])
        {
            var (reply, records) = await server.RecordedAsync(() => mcp.AskAsync(method, "\"name\":\"list_jobs\"", "list_jobs"));
            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", reason));
        }
    }

    [Theory]
    [InlineData("Token")]
    [InlineData("token")]
    [InlineData("bearer")]
    public async Task Each_of_dbts_words_before_a_key_is_taken(string scheme)
    {
        using var mcp = new McpClientOfTests(new Uri($"http://{server.Address}"), null);
        var reply = await mcp.AskAsync(
            "tools/list",
            change: r => r.Headers.Authorization = new AuthenticationHeaderValue(scheme, server["KR"])
        );
        reply.Tools.ShouldContain("list_jobs");
    }

    [Fact]
    public async Task A_message_of_more_than_a_mebibyte_is_refused()
    {
        using var mcp = server.Mcp("KR");
        var reply = await mcp.CallAsync("list_jobs", $$"""{"name__icontains":"{{new string('x', 1024 * 1024)}}"}""");
        reply.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task RefusedAsync(Func<McpClientOfTests, Task<McpReply>> ask, HttpStatusCode status, string? reason)
    {
        using var mcp = server.Mcp("KR");
        var (reply, records) = await server.RecordedAsync(() => ask(mcp));
        reply.Status.ShouldBe(status, reply.Text);
        reply.ErrorCode.ShouldNotBeNull(reply.Text);
        records.Decision().Decision.ShouldBe("Refused");
        if (reason is not null)
        {
            records.Decision().Reason.ShouldBe(reason);
        }
        Encoding.UTF8.GetByteCount(reply.Text).ShouldBeLessThan(2000);
    }
}
