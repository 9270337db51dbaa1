using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What is sent on is written anew from what was judged, and only what may be sent is.</summary>
public sealed class SentRequestTests
{
    [Fact]
    public async Task Path_query_headers_and_body_are_written_anew()
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var client = lab.Server.ClientFor(lab.Keys["jobadmin"], "Bearer");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{lab.A}/jobs/1000/run?x=1&api_key=y");
        request.Headers.Add("Cookie", "a=b");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        request.Headers.Add("X-Dbt-Anything", "1");
        request.Content = new StringContent(
            "{ \"cause\" : \"because \\u0041\", \"unknown\": {\"a\":1}, \"steps_override\":[\"dbt build\"] }",
            System.Text.Encoding.UTF8,
            "application/json"
        );

        using var answer = await client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBeOneOf(200, 502);
        var sent = lab.Upstream.Seen.Single(r => r.Method == "POST");
        sent.Target.ShouldBe($"{lab.A}/jobs/1000/run/");
        sent.Text.ShouldBe("""{"cause":"because A","steps_override":["dbt build"]}""");
        sent.Header("Authorization").ShouldBe("Token " + UpstreamLab.Token);
        foreach (var name in (string[])["Cookie", "X-Forwarded-For", "X-Dbt-Anything", "traceparent", "Forwarded", "Via"])
        {
            sent.Header(name).ShouldBeNull(name);
        }
    }

    [Theory]
    [InlineData("a b/ü.json", "a%20b/%C3%BC.json")]
    [InlineData("compiled/%3Fx=1", "compiled/%3Fx%3D1")]
    public async Task A_files_path_is_escaped_anew(string path, string sent)
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.GetAsync("boss", $"{lab.A}/runs/5000/artifacts/{path}");
        lab.Upstream.Seen.Last().Target.ShouldBe($"{lab.A}/runs/5000/artifacts/{sent}");
    }

    [Theory]
    [InlineData("GET", "/api/v2/accounts/70001/no-such-thing/", 404, "unknown-route")]
    [InlineData("POST", "/api/private/accounts/70001/tokens/", 404, "unknown-route")]
    [InlineData("GET", "/api/v2/accounts/70002/jobs/", 404, "wrong-account")]
    [InlineData("GET", "/api/v2/accounts/1/jobs/", 404, "wrong-account")]
    [InlineData("POST", "/api/v3/accounts/70001/service-tokens/", 403, "not-at-upstream")]
    [InlineData("GET", "/api/v3/accounts/70001/webhooks/subscriptions", 403, "not-at-upstream")]
    [InlineData("GET", "/api/v2/whoami/", 403, "not-at-upstream")]
    [InlineData("GET", "/api/gate/v1/accounts/70001/agents/", 403, "not-at-upstream")]
    public async Task What_is_not_known_or_cannot_be_judged_is_denied_and_not_sent(string method, string path, int status, string reason)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var answer = await lab.SendAsync(new HttpMethod(method), "boss", path, method == "POST" ? "{}" : null);

        (answer.Status, answer.Decision.Reason).ShouldBe((status, reason), answer.Text);
        lab.Upstream.Seen.ShouldBeEmpty();
        if (reason == "not-at-upstream")
        {
            answer.Message.ShouldContain("docs/upstreams.md");
        }
    }

    [Fact]
    public async Task Grants_hold_at_the_places_of_the_account_elsewhere()
    {
        await using var lab = await UpstreamLab.StartAsync();
        (await lab.GetAsync("reader", $"{lab.A}/jobs/1000/")).Status.ShouldBe(200);
        var hidden = await lab.GetAsync("reader", $"{lab.A}/jobs/2000/");
        var missing = await lab.GetAsync("reader", $"{lab.A}/jobs/987654/");
        (hidden.Status, hidden.Decision.Reason).ShouldBe((404, "out-of-scope"));
        (missing.Status, missing.Decision.Reason).ShouldBe((404, "not-found"));
        hidden.Text.ShouldBe(missing.Text);
        (await lab.GetAsync("reader", $"{lab.A}/jobs/")).Ids.ShouldBe([1000, 1001]);
        (await lab.GetAsync("reader", $"{lab.A}/runs/?limit=1")).Total.ShouldBe(2);

        lab.Upstream.Seen.Clear();
        var denied = await lab.PostAsync("trigger", $"{lab.A}/jobs/1001/run/", """{"cause":"x"}""");
        (denied.Status, denied.Decision.Reason).ShouldBe((403, "action-not-granted"));
        var overridden = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"x","git_branch":"y"}""");
        (overridden.Status, overridden.Decision.Reason).ShouldBe((403, "argument-not-granted"));
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
        var done = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");
        done.Status.ShouldBe(200, done.Text);
        done.Decision.Sentence!.ShouldContain("""Agent "trigger" of upstream "prod" triggered job 1000 "Nightly build" in project 10""");
        done.Decision.Other!["upstream"].GetString().ShouldBe("prod");
        done.Decision.Path!.Account.ShouldBe(lab.Server.AccountId);
    }

    [Fact]
    public async Task Grants_by_name_follow_the_names_of_the_account_elsewhere()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync("namer", "prod", new NewGrant("jobs", "read") { JobPattern = "Nightly*" });
        (await lab.GetAsync("namer", $"{lab.A}/jobs/1000/")).Status.ShouldBe(200);
        (await lab.GetAsync("namer", $"{lab.A}/jobs/1001/")).Status.ShouldBe(404);
        (await lab.GetAsync("namer", $"{lab.A}/jobs/")).Ids.ShouldBe([1000]);
    }

    [Fact]
    [Attack("AUTH-25")]
    public async Task The_token_of_an_upstream_opens_nothing_here_and_is_noticed()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var shown = await lab.GetAsync(UpstreamLab.Token, $"{lab.A}/jobs/");
        var unknown = await lab.GetAsync("dbtc_" + new string('x', 36), $"{lab.A}/jobs/");

        (shown.Status, shown.Decision.Decision, shown.Decision.Reason).ShouldBe((401, "Refused", "upstream-token-presented"));
        (unknown.Status, unknown.Decision.Reason).ShouldBe((401, "unknown-credential"));
        shown.Text.ShouldBe(unknown.Text);
        lab.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    [Attack("AUTH-26")]
    public async Task An_agents_key_opens_nothing_at_the_account_behind_the_gate()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await using var behind = await HeadgateServer.StartAsync();
        using var client = behind.ClientFor(lab.Keys["boss"], "Bearer");

        using var answer = await client.GetAsync($"{behind.V2}jobs/");

        ((int)answer.StatusCode).ShouldBe(401);
        Standing.Recorded.Of(behind)[^1].Reason.ShouldBe("unknown-credential");
    }

    [Fact]
    public async Task A_job_that_names_what_the_agent_may_not_see_is_not_replaced()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var more = ",\"deferring_job_definition_id\":2000";
        lab.Upstream.Script = r =>
            r.Method == "GET" && r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal) ? Reply.Data(lab.Upstream.Job(1000, more)) : null;
        var body = Standing.StandingServer.JobBody().Replace("\"account_id\":1", "\"account_id\":70001", StringComparison.Ordinal);

        var refused = await lab.PostAsync("jobadmin", $"{lab.A}/jobs/1000/", body);
        (refused.Status, refused.Outcome).ShouldBe((403, "hidden-references"), refused.Text);
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");

        more = ",\"deferring_job_definition_id\":1001";
        var done = await lab.PostAsync("jobadmin", $"{lab.A}/jobs/1000/", body);
        done.Status.ShouldBe(200, done.Text);
        lab.Upstream.Seen.Single(r => r.Method == "POST").Text.ShouldContain("\"execute_steps\":[\"dbt build\"]");
    }

    [Fact]
    public async Task Over_MCP_an_agent_works_in_the_account_elsewhere_as_in_this_platform()
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var mcp = lab.Mcp("trigger");

        var tools = (await mcp.AskAsync("tools/list")).Tools;
        tools.ShouldContain("list_jobs");
        tools.ShouldContain("trigger_job_run");
        tools.ShouldNotContain("cancel_job_run");
        tools.ShouldNotContain(t => t.Contains("webhook", StringComparison.Ordinal));
        var list = await mcp.CallAsync("list_jobs");
        list.IsDone.ShouldBeTrue(list.Text);
        list.Text.ShouldContain("Nightly build");
        list.Text.ShouldNotContain("Payroll");
        (await mcp.CallAsync("get_job_details", """{"job_id":2000}""")).IsDone.ShouldBeFalse();
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
        var done = await mcp.CallAsync("trigger_job_run", """{"job_id":1000,"cause":"from a tool"}""");
        done.Text.ShouldContain("5002");
        lab.Upstream.Seen.Single(r => r.Method == "POST").Text.ShouldContain("from a tool");
    }

    [Fact]
    public async Task An_agent_of_this_platform_never_reaches_an_account_elsewhere_nor_the_other_way_round()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync("local-boss", "local", new NewGrant("jobs", "full"));
        (await lab.GetAsync("local-boss", $"{lab.A}/jobs/")).Decision.Reason.ShouldBe("wrong-account");
        (await lab.GetAsync("local-boss", $"{lab.Server.V2}jobs/")).Status.ShouldBe(200);
        (await lab.GetAsync("boss", $"{lab.Server.V2}jobs/")).Decision.Reason.ShouldBe("wrong-account");
        lab.Upstream.Seen.ShouldBeEmpty();
    }
}
