using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>What a tool does with what it is given.</summary>
[Collection("attacks")]
public sealed class McpCallTests(StandingServer server)
{
    [Attack("MCP-08")]
    [Fact]
    public async Task A_job_outside_the_grant_is_not_triggered_by_its_id()
    {
        using var mcp = server.Mcp("KT");
        var (reply, records) = await server.RecordedAsync(() => mcp.CallAsync("trigger_job_run", """{"job_id":2000}"""));
        reply.IsDone.ShouldBeFalse();
        reply.Text.ShouldNotContain("2000");
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "out-of-scope"));
        (records.Decision().Tool, records.Decision().Surface).ShouldBe(("trigger_job_run", "mcp"));
    }

    [Attack("MCP-09")]
    [Fact]
    public async Task An_override_that_is_not_granted_is_refused_and_the_tool_says_which_grant_is_missing()
    {
        using var mcp = server.Mcp("KT");
        var (reply, records) = await server.RecordedAsync(() =>
            mcp.CallAsync("trigger_job_run", """{"job_id":1000,"steps_override":["dbt run-operation evil"]}""")
        );
        reply.IsDone.ShouldBeFalse();
        reply.Texts[0].ShouldContain("override \"steps_override\"");
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "argument-not-granted"));
        records.ShouldHaveSingleItem();
    }

    [Attack("MCP-10")]
    [Fact]
    public async Task An_environment_in_a_header_is_judged_as_an_argument()
    {
        using var mcp = server.Mcp("KR");
        var reply = await mcp.AskAsync(
            "tools/call",
            "\"name\":\"list_jobs\"",
            "list_jobs",
            r => r.Headers.TryAddWithoutValidation("x-dbt-prod-environment-id", "200")
        );
        reply.IsDone.ShouldBeTrue();
        reply.Result.GetProperty("content").GetArrayLength().ShouldBe(0);
        var own = await mcp.AskAsync(
            "tools/call",
            "\"name\":\"list_jobs\"",
            "list_jobs",
            r => r.Headers.TryAddWithoutValidation("x-dbt-prod-environment-id", "100")
        );
        own.Result.GetProperty("content").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Attack("MCP-29")]
    [Theory]
    [InlineData("Mcp-Param-Job-Id", "2000", false)]
    [InlineData("Mcp-Param-Job-Id", "1000.0", true)]
    [InlineData("Mcp-Param-Job-Id", "1000", true)]
    [InlineData("Mcp-Param-Cause", "x", false)]
    [InlineData("Mcp-Param-Job-Id", "1000²", false)]
    public async Task A_header_that_repeats_an_argument_must_be_true(string header, string value, bool isTrue)
    {
        using var mcp = server.Mcp("KR");
        var (reply, records) = await server.RecordedAsync(() =>
            mcp.AskAsync(
                "tools/call",
                "\"name\":\"get_job_details\",\"arguments\":{\"job_id\":1000}",
                "get_job_details",
                r =>
                    r.Headers.TryAddWithoutValidation(
                        header,
                        value.All(char.IsAscii) ? value : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?="
                    )
            )
        );
        if (isTrue)
        {
            reply.IsDone.ShouldBeTrue(reply.Text);
            return;
        }
        ((int)reply.Status, reply.ErrorCode).ShouldBe((400, -32020));
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", "header-mismatch"));
    }

    [Attack("MCP-34", Lacks = "schemas of foreign tools")]
    [Theory]
    [InlineData("""{"job_id":"1000"}""", true)]
    [InlineData("""{"job_id":1e3}""", false)]
    [InlineData("""{"job_id":1000.0}""", false)]
    [InlineData("""{"job_id":true}""", false)]
    [InlineData("""{"job_id":[1000]}""", false)]
    [InlineData("""{"job_id":{"gt":1}}""", false)]
    [InlineData("""{"job_id":null}""", false)]
    [InlineData("""{"job_id":-1000}""", false)]
    [InlineData("""{"job_id":99999999999999999999}""", false)]
    [InlineData("""{"job_id":1000,"also":1}""", false)]
    [InlineData("""{"job_id":1000,"account_id":2}""", false)]
    public async Task An_argument_is_what_the_schema_says_or_nothing_is_done(string arguments, bool isGood)
    {
        using var mcp = server.Mcp("KR");
        var (reply, records) = await server.RecordedAsync(() => mcp.CallAsync("get_job_details", arguments));
        reply.IsDone.ShouldBe(isGood, reply.Text);
        records.Decision().Decision.ShouldBe(isGood ? "Allowed" : "Refused");
    }

    [Attack("MCP-34", Lacks = "schemas of foreign tools")]
    [Fact]
    public async Task Ten_thousand_arguments_and_a_thousand_levels_are_refused()
    {
        using var mcp = server.Mcp("KR");
        var many = $"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"a{i}\":1"))}}}";
        (await mcp.CallAsync("get_job_details", many)).IsDone.ShouldBeFalse();
        var deep = $$"""{"job_id":{{string.Concat(Enumerable.Repeat("[", 1000))}}{{string.Concat(Enumerable.Repeat("]", 1000))}}}""";
        ((int)(await mcp.CallAsync("get_job_details", deep)).Status).ShouldBe(400);
    }

    [Attack("MCP-41")]
    [Theory]
    [InlineData("KR", "headgate://runs/5000/../6000/artifacts/manifest.json")]
    [InlineData("KR", "headgate://runs/5000/artifacts/../../6000/manifest.json")]
    [InlineData("KR", "headgate://runs/5000/artifacts/%2e%2e/%2e%2e/journal")]
    [InlineData("KR", "headgate://runs/5000/artifacts/%252e%252e/x")]
    [InlineData("KR", "headgate://runs/6000/artifacts/manifest.json")]
    [InlineData("K0", "headgate://runs/5000/artifacts/manifest.json")]
    [InlineData("KT", "headgate://runs/5000/artifacts/manifest.json")]
    [InlineData("KR", "headgate://rights/KA")]
    [InlineData("KR", "file:///etc/passwd")]
    public async Task A_resource_outside_the_grant_is_not_there(string key, string uri)
    {
        using var mcp = server.Mcp(key);
        var (reply, records) = await server.RecordedAsync(() =>
            mcp.AskAsync("resources/read", $"\"uri\":{JsonSerializer.Serialize(uri)}", uri)
        );
        reply.ErrorCode.ShouldBe(-32602, reply.Text);
        reply.Error.ShouldBe($"There is no resource {uri} that this key may read.");
        if (records.Decision().Decision == "Allowed")
        {
            // A name like any other, which no file of the run has.
            records.Single(r => r.Kind == "outcome").Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task The_rights_of_a_caller_are_its_own()
    {
        using var mcp = server.Mcp("KT");
        var reply = await mcp.AskAsync("resources/read", "\"uri\":\"headgate://rights\"", "headgate://rights");
        var rights = JsonDocument.Parse(reply.Result.GetProperty("contents")[0].GetProperty("text").GetString()!).RootElement;
        rights.GetProperty("caller").GetString()!.ShouldStartWith("Agent ");
        rights
            .GetProperty("grants")
            .EnumerateArray()
            .Select(g => g.GetProperty("sentence").GetString())
            .ShouldContain(s => s!.Contains("trigger"));
        rights.GetProperty("operations").EnumerateArray().Select(o => o.GetProperty("operation").GetString()).ShouldContain("jobs.trigger");
    }
}
