using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Attacks.Tests.Upstreams;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Changes that are sent again with the same <c>Idempotency-Key</c>.</summary>
public sealed class SentAgainTests
{
    private const string Body = """{"cause":"x"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("CONC-16")]
    [Fact]
    public async Task Sent_again_while_the_first_runs_it_is_one_call_at_the_upstream_and_both_get_its_answer()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var answered = new TaskCompletionSource();
        lab.Upstream.Script = r => HeldUntil(lab.Upstream, r, answered.Task);

        var first = lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "k1");
        await Until.HoldsAsync(() => lab.Upstream.Seen.Any(r => r.Method == "POST"), "the first is on its way", Cancellation);
        var others = Enumerable.Range(0, 5).Select(_ => lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "k1")).ToList();
        // Each of them has looked the job up, and waits.
        await Until.HoldsAsync(() => Asked(lab) == 6, "the others are judged", Cancellation);
        // With another body it waits for nobody.
        var conflict = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"y"}""", "k1");
        conflict.Status.ShouldBe(409, conflict.Text);
        answered.SetResult();

        var done = await first;
        done.Status.ShouldBe(200, done.Text);
        foreach (var again in await Task.WhenAll(others))
        {
            (again.Status, again.Text).ShouldBe((200, done.Text));
            again.Decision.Decision.ShouldBe("Allowed");
            again.Decision.Note.ShouldBe($"sent again: answered as request {done.Decision.Request} was");
        }
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Fact]
    public async Task Beyond_what_is_kept_for_one_caller_a_call_is_remembered_and_its_answer_is_not()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var path = $"{lab.A}/jobs/1000/run/";
        (await lab.PostAsync("trigger", path, Body, "k1")).Status.ShouldBe(200);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            var kept = await db.KeyedCalls.SingleAsync(Cancellation);
            kept.AnswerSize.ShouldBe(kept.Answer!.Length);
            kept.AnswerSize = 16L << 20;
            await db.SaveChangesAsync(Cancellation);
        }
        (await lab.PostAsync("trigger", path, Body, "k2")).Status.ShouldBe(200);
        var again = await lab.PostAsync("trigger", path, Body, "k2");
        (again.Status, again.Decision.Reason).ShouldBe((409, "idempotency-conflict"));
        again.Text.ShouldContain("Its answer is not kept");
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(2, "and it is not done again");
        (await lab.PostAsync("trigger", path, Body, "k1")).Status.ShouldBe(200, "what was kept stays");
    }

    [Attack("CONC-15")]
    [Fact]
    public async Task Later_it_gets_the_kept_answer_and_with_another_body_a_refusal_that_names_the_first()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync("other", "prod", new NewGrant("runs.trigger", "full") { JobIds = [1000] });
        var path = $"{lab.A}/jobs/1000/run/";
        var first = await lab.PostAsync("trigger", path, Body, "k1");
        var again = await lab.PostAsync("trigger", path, """{ "cause" : "x", "git_branch": null }""", "k1");
        again.Text.ShouldBe(first.Text);
        again.Records[^1].Sentence!.ShouldContain($"gave the answer of request {first.Decision.Request}, and did nothing");
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);

        var conflict = await lab.PostAsync("trigger", path, """{"cause":"y"}""", "k1");
        (conflict.Status, conflict.Decision.Decision, conflict.Decision.Reason).ShouldBe((409, "Denied", "idempotency-conflict"));
        conflict.Message.ShouldContain(first.Decision.Request!);
        conflict.Decision.Sentence!.ShouldContain(first.Decision.Request!);
        conflict.Decision.Note.ShouldBe($"request {first.Decision.Request} had this Idempotency-Key first");

        // Without the header keys are bearer tokens; and a name is one caller's own.
        (await lab.PostAsync("trigger", path, Body)).Status.ShouldBe(200);
        (await lab.PostAsync("other", path, """{"cause":"y"}""", "k1")).Status.ShouldBe(200);
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(3);

        // What is no name is refused; a read has no use for one.
        foreach (var broken in (string[])["a b", new string('k', 256), ""])
        {
            (await lab.PostAsync("trigger", path, Body, broken)).Status.ShouldBe(400, broken);
        }
        (await lab.SendAsync(HttpMethod.Get, "trigger", $"{lab.A}/jobs/1000/", null, "k1")).Status.ShouldBe(200);

        // Only who may still do it hears what was answered.
        await lab.RevokeAsync("trigger", "runs.trigger");
        (await lab.PostAsync("trigger", path, Body, "k1")).Status.ShouldBe(403);
    }

    [Attack("CONC-16")]
    [Fact]
    public async Task Who_gave_up_waiting_comes_back_for_the_answer_of_what_went_on()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var answered = new TaskCompletionSource();
        lab.Upstream.Script = r => HeldUntil(lab.Upstream, r, answered.Task);
        using var client = lab.Server.ClientFor(lab.Keys["trigger"], "Bearer");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{lab.A}/jobs/1000/run/")
        {
            Content = JsonContent.Create(new { cause = "x" }),
        };
        request.Headers.Add("Idempotency-Key", "k1");
        using var gone = new CancellationTokenSource();
        var sent = client.SendAsync(request, gone.Token);
        await Until.HoldsAsync(() => lab.Upstream.Seen.Any(r => r.Method == "POST"), "it is on its way", Cancellation);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sent);

        var again = lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "k1");
        await Until.HoldsAsync(() => Asked(lab) == 2, "it waits", Cancellation);
        answered.SetResult();

        (await again).Data.GetProperty("id").GetInt64().ShouldBe(5002);
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Attack("CONC-16")]
    [Fact]
    public async Task An_answer_that_was_lost_is_lost_for_who_asks_again_and_a_refusal_is_asked_anew()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var reply = Reply.Hangup;
        lab.Upstream.Script = r => r.Path.EndsWith("/run/", StringComparison.Ordinal) ? reply : null;
        var lost = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "lost");
        lost.Outcome.ShouldBe("unknown");
        reply = Reply.Data(lab.Upstream.Run(5002));
        (await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "lost")).Message.ShouldBe(lost.Message);
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);

        reply = Reply.Of(422, """{"status":{"code":422}}""");
        (await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "refused")).Status.ShouldBe(400);
        reply = Reply.Data(lab.Upstream.Run(5002));
        (await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "refused")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Budgets_and_a_persons_yes_are_taken_for_the_first_only_and_a_question_leaves_the_name_free()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync(
            "asker",
            new GrantConditions
            {
                Approval = new ApprovalCondition(),
                Budget = new DailyBudget { Runs = 1 },
            }
        );
        agent.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        var id = await ApprovalTests.AskedAsync(lab, agent, Body);
        await ApprovalTests.DecideAsync(lab, id, "approve");
        var (status, first) = await lab.RunAsync(agent, Body);
        status.ShouldBe(HttpStatusCode.OK, first.ToString());
        for (var i = 0; i < 3; i++)
        {
            var (again, body) = await lab.RunAsync(agent, Body);
            (again, body.GetRawText()).ShouldBe((HttpStatusCode.OK, first.GetRawText()));
        }
        await using var db = await lab.Server.DatabaseAsync();
        (await db.Runs.CountAsync(Cancellation)).ShouldBe(1);
        (await db.BudgetUses.SingleAsync(u => u.Measure == "runs", Cancellation)).Used.ShouldBe(1);
        (await db.Approvals.SingleAsync(Cancellation)).Asked.ShouldBe(1);
        (await db.KeyedCalls.SingleAsync(Cancellation)).Answer!.ShouldNotContain("job_definition_id", customMessage: "it is sealed");
    }

    [Fact]
    public async Task A_name_is_free_again_after_a_day_and_what_a_killed_server_left_is_never_done_again()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("trigger", new GrantConditions());
        agent.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        (await lab.RunAsync(agent, Body)).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromHours(23));
        (await lab.RunAsync(agent, """{"cause":"y"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
        clock.Advance(TimeSpan.FromHours(1));
        (await lab.RunAsync(agent, """{"cause":"y"}""")).Status.ShouldBe(HttpStatusCode.OK);

        await using var db = await lab.Server.DatabaseAsync();
        (await db.KeyedCalls.CountAsync(Cancellation)).ShouldBe(1, "what is over is removed");
        await db.KeyedCalls.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Status, (int?)null).SetProperty(c => c.Answer, (string?)null),
            Cancellation
        );
        // On PostgreSQL another server could still be at it.
        clock.Advance(TimeSpan.FromMinutes(11));
        var (status, body) = await lab.RunAsync(agent, """{"cause":"y"}""");
        status.ShouldBe(HttpStatusCode.Conflict);
        RuleLab.Message(body).ShouldContain("not known");
        Recorded.Of(lab.Server).Last().Reason.ShouldBe("idempotency-unknown");
        (await db.Runs.CountAsync(Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task A_secret_is_shown_once_whatever_is_sent_again()
    {
        await using var server = await HeadgateServer.StartAsync();
        server.Admin.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        var body = new { name = "new", permission_grants = new[] { new { permission_set = "job_viewer" } } };
        using var first = await server.Admin.PostAsJsonAsync($"{server.V3}service-tokens/", body, Cancellation);
        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync(Cancellation));
        var secret = (await first.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
            .GetProperty("data")
            .GetProperty("token_string")
            .GetString()!;
        using var again = await server.Admin.PostAsJsonAsync($"{server.V3}service-tokens/", body, Cancellation);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain(secret);
        await using var db = await server.DatabaseAsync();
        (await db.ServiceTokens.CountAsync(t => t.Name == "new", Cancellation)).ShouldBe(1);
        (await db.KeyedCalls.SingleAsync(Cancellation)).Answer.ShouldBeNull();
    }

    [Attack("CONC-15")]
    [Attack("CONC-16")]
    [Fact]
    public async Task A_tool_is_called_once_under_the_name_in_its_meta()
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var mcp = lab.Mcp("trigger");
        var first = await ToolAsync(mcp, "x", "k1");
        first.IsDone.ShouldBeTrue(first.Text);
        (await ToolAsync(mcp, "x", "k1")).Text.ShouldBe(first.Text);
        var other = await ToolAsync(mcp, "y", "k1");
        other.Texts[0].ShouldContain("Idempotency-Key was sent with another call before");
        // Over HTTP it is the same name of the same caller.
        var http = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", Body, "k1");
        http.Data.GetProperty("id").GetInt64().ShouldBe(5002);
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Fact]
    public async Task Two_servers_do_it_once()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        var key = await server.CreateAgentAsync("trigger", new NewGrant("runs.trigger", "full") { ProjectIds = [project.Id] });
        await using var second = await SecondServer.StartAsync(server);
        using var here = server.ClientFor(key);
        using var there = second.ClientFor(key);
        for (var round = 0; round < 5; round++)
        {
            var name = $"k{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync(i % 2 == 0 ? here : there, name)));
            answers.Distinct().Count().ShouldBe(1, string.Join('\n', answers));
        }
        await using var db = await server.DatabaseAsync();
        (await db.Runs.CountAsync(Cancellation)).ShouldBe(5);

        async Task<string> SendAsync(HttpClient client, string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.V2}jobs/{project.JobId}/run/")
            {
                Content = JsonContent.Create(new { cause = "x" }),
            };
            request.Headers.Add("Idempotency-Key", name);
            using var answer = await client.SendAsync(request, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return await answer.Content.ReadAsStringAsync(Cancellation);
        }
    }

    private static int Asked(UpstreamLab lab) =>
        lab.Upstream.Seen.Count(r => r.Method == "GET" && r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal));

    private static Task<McpReply> ToolAsync(McpClientOfTests mcp, string cause, string name) =>
        mcp.SendAsync(
            $$$$"""
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"trigger_job_run","arguments":{"job_id":1000,"cause":"{{{{cause}}}}"},
            "_meta":{"headgate/idempotency-key":"{{{{name}}}}"}}}
            """,
            request => request.Headers.Add("MCP-Protocol-Version", "2025-11-25")
        );

    private static Reply? HeldUntil(FakeAccount account, SeenRequest request, Task answered) =>
        !request.Path.EndsWith("/run/", StringComparison.Ordinal)
            ? null
            : new Reply
            {
                Write = async (stream, cancellation) =>
                {
                    await answered.WaitAsync(cancellation);
                    await account.ByTheRules(request).Write(stream, cancellation);
                },
            };
}
