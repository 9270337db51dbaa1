using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>What agents learn of tools.</summary>
[Collection("attacks")]
public sealed class McpListTests(StandingServer server)
{
    [Attack("MCP-01")]
    [Fact]
    public async Task A_reader_is_shown_what_it_may_do_and_no_count_of_the_rest()
    {
        using var mcp = server.Mcp("KR");
        var (reply, records) = await server.RecordedAsync(() => mcp.AskAsync("tools/list"));

        reply.Tools.ShouldContain("list_jobs");
        reply.Tools.ShouldNotContain("trigger_job_run");
        reply.Tools.ShouldAllBe(t =>
            !t.EndsWith("_delete", StringComparison.Ordinal) && !t.StartsWith("gate_agents", StringComparison.Ordinal)
        );
        reply
            .Result.EnumerateObject()
            .Select(p => p.Name)
            .ShouldBe(["tools", "ttlMs", "cacheScope", "resultType", "_meta"], ignoreOrder: true);
        var decision = records.Decision();
        (decision.Decision, decision.Surface, decision.Tool).ShouldBe(("Allowed", "mcp", "tools/list"));
        records.Single(r => r.Kind == "outcome").Sentence!.ShouldContain($"{reply.Tools.Count} tools");
    }

    [Attack("MCP-02")]
    [Fact]
    public async Task A_hidden_tool_answers_as_one_that_does_not_exist()
    {
        using var mcp = server.Mcp("KR");
        var (hidden, records) = await server.RecordedAsync(() => mcp.CallAsync("trigger_job_run", """{"job_id":1000,"cause":"x"}"""));
        var unknown = await mcp.CallAsync("trigger_job_rum", """{"job_id":1000,"cause":"x"}""");

        hidden.Text.ShouldBe(unknown.Text.Replace("trigger_job_rum", "trigger_job_run", StringComparison.Ordinal));
        (hidden.Status, hidden.ErrorCode).ShouldBe((unknown.Status, -32602));
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "action-not-granted"));
    }

    [Attack("MCP-04")]
    [Theory]
    [InlineData("list_jоbs")]
    [InlineData("List_Jobs")]
    [InlineData("list_jobs ")]
    [InlineData("list-jobs")]
    [InlineData("list_jobs​")]
    public async Task A_name_that_only_looks_like_a_tools_is_unknown(string name)
    {
        using var mcp = server.Mcp("KR");
        var encoded = $"=?base64?{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name))}?=";
        var (reply, records) = await server.RecordedAsync(() =>
            mcp.AskAsync("tools/call", $"\"name\":{JsonSerializer.Serialize(name)},\"arguments\":{{}}", encoded)
        );
        reply.ErrorCode.ShouldBe(-32602);
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", "unknown-tool"));
    }

    [Attack("MCP-11")]
    [Theory]
    [InlineData("x-dbt-disable-tools", "")]
    [InlineData("x-dbt-enable-tools", "trigger_job_run")]
    [InlineData("x-dbt-enable-toolsets", "admin_api,dbt_cli")]
    [InlineData("x-dbt-disable-toolsets", "nothing")]
    public async Task Headers_do_not_widen_the_list(string header, string value)
    {
        using var mcp = server.Mcp("KR");
        var plain = await mcp.AskAsync("tools/list");
        var asked = await mcp.AskAsync("tools/list", change: r => r.Headers.TryAddWithoutValidation(header, value));
        asked.Tools.ShouldBe(plain.Tools);
    }

    [Fact]
    public async Task Headers_narrow_the_list_and_what_can_be_called()
    {
        using var mcp = server.Mcp("KR");
        void Disable(HttpRequestMessage request) =>
            request.Headers.TryAddWithoutValidation("X-Dbt-Disable-Tools", "LIST_JOBS, get_job_details");
        var tools = (await mcp.AskAsync("tools/list", change: Disable)).Tools;
        tools.ShouldNotContain("list_jobs");
        tools.ShouldNotContain("get_job_details");
        tools.ShouldContain("list_jobs_runs");
        (await mcp.AskAsync("tools/call", "\"name\":\"list_jobs\"", "list_jobs", Disable)).ErrorCode.ShouldBe(-32602);
    }

    [Attack("MCP-35")]
    [Fact]
    public async Task A_tool_is_listed_for_a_key_exactly_if_it_is_not_unknown_to_it()
    {
        foreach (var key in (string[])["K0", "KR", "KT", "KJ", "KM", "KA", "KW", "KS"])
        {
            using var mcp = server.Mcp(key);
            var first = await mcp.AskAsync("tools/list");
            (await mcp.AskAsync("tools/list")).Tools.ShouldBe(first.Tools, key);
            first.Result.GetProperty("cacheScope").GetString().ShouldBe("private");
            first.Result.GetProperty("ttlMs").GetInt64().ShouldBeLessThanOrEqualTo(60_000);
            using var admin = server.Mcp(server.Admin);
            foreach (var tool in (await admin.AskAsync("tools/list")).Tools)
            {
                // Ids of things that there are not: whatever the tool, nothing is done.
                var reply = await mcp.CallAsync(tool, """{"no_such_argument":1}""");
                (reply.ErrorCode == -32602).ShouldBe(!first.Tools.Contains(tool), $"{key} {tool}");
            }
        }
    }

    [Attack("MCP-36")]
    [Fact]
    public async Task Nothing_that_is_told_before_a_call_names_what_is_hidden()
    {
        using var none = server.Mcp("K0");
        using var admin = server.Mcp(server.Admin);
        var all = (await admin.AskAsync("tools/list")).Tools;
        var own = (await none.AskAsync("tools/list")).Tools;
        own.ShouldBe(["gate_explain", "gate_approvals_list", "gate_rights_get", "gate_requests_create", "gate_approvals_get"]);
        foreach (var method in (string[])["resources/list", "resources/templates/list", "tools/list"])
        {
            var text = (await none.AskAsync(method)).Text;
            all.Except(own).ShouldAllBe(t => !text.Contains($"\"{t}\"", StringComparison.Ordinal), method);
        }
        (await none.AskAsync("resources/templates/list")).Result.GetProperty("resourceTemplates").GetArrayLength().ShouldBe(0);
        using var reader = server.Mcp("KR");
        (await none.AskAsync("server/discover")).Text.ShouldBe((await reader.AskAsync("server/discover")).Text);
    }
}
