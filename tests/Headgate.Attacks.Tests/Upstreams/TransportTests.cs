using System.Diagnostics;
using System.Text;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Accounts elsewhere that hang, break off, redirect, refuse or never end.</summary>
public sealed class TransportTests
{
    [Theory]
    [Attack("CRED-04")]
    [Attack("CRED-05")]
    [Attack("UPS-14")]
    [InlineData(301, "https://evil.example/")]
    [InlineData(302, "//evil.test/")]
    [InlineData(303, "/api/v2/accounts/70002/jobs/")]
    [InlineData(307, "http://127.0.0.1/")]
    [InlineData(308, "/api/v2/accounts/70002/jobs/\r\nLocation: https://evil.example/")]
    public async Task No_redirect_is_followed(int status, string to)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal) || r.Path.EndsWith("/run/", StringComparison.Ordinal)
                ? Reply.Raw($"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
                : null;

        var read = await lab.GetAsync("boss", $"{lab.A}/jobs/");
        (read.Status, read.Outcome).ShouldBe((502, "redirect-refused"));
        read.Text.ShouldNotContain("evil");
        lab.Upstream.Seen.Count.ShouldBe(1);

        lab.Upstream.Seen.Clear();
        var trigger = await lab.PostAsync("boss", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");
        (trigger.Status, trigger.Outcome).ShouldBe((502, "unknown"));
        trigger.Headers.ShouldNotContain(h => h.StartsWith("Location", StringComparison.Ordinal));
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Fact]
    [Attack("CRED-06")]
    public async Task A_redirect_to_a_signed_download_is_not_followed_and_not_shown()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("manifest.json", StringComparison.Ordinal)
                ? Reply.Raw("HTTP/1.1 302 Found\r\nLocation: https://storage.example/x?signature=SIGNED\r\nContent-Length: 0\r\n\r\n")
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/runs/5000/artifacts/manifest.json");

        (answer.Status, answer.Outcome).ShouldBe((502, "redirect-refused"));
        answer.Text.ShouldNotContain("SIGNED");
        answer.Records[^1].Sentence!.ShouldContain("storage.example");
        answer.Records[^1].Sentence!.ShouldNotContain("SIGNED");
    }

    [Theory]
    [Attack("SMUG-21")]
    [InlineData(12)]
    [InlineData(-12)]
    public async Task A_wrong_length_ends_the_connection_and_the_next_call_gets_its_own_answer(int wrong)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var body = Encoding.UTF8.GetBytes(Reply.Envelope($"[{lab.Upstream.Job(2000)}]"));
        var broken = true;
        lab.Upstream.Script = r =>
            broken && r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Raw(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length - wrong}\r\n\r\n",
                    body,
                    closes: wrong < 0
                )
                : null;

        var answer = await lab.GetAsync("boss", $"{lab.A}/jobs/");
        answer.Status.ShouldBe(502, answer.Text);
        answer.Outcome.ShouldBe(wrong < 0 ? "framing-error" : "bad-json");

        broken = false;
        for (var i = 0; i < 5; i++)
        {
            (await lab.GetAsync("reader", $"{lab.A}/jobs/1000/")).Data.GetProperty("id").GetInt64().ShouldBe(1000);
        }
    }

    [Theory]
    [Attack("UPS-15")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task What_stands_behind_an_answer_is_nobodys_answer(string head)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var poison = Reply.Envelope(lab.Upstream.Job(1000).Replace("Nightly", "POISON", StringComparison.Ordinal));
        var second = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {poison.Length}\r\n\r\n{poison}";
        lab.Upstream.Script = r => r.Path.EndsWith("/jobs/", StringComparison.Ordinal) ? Reply.Raw(head + second) : null;

        await lab.GetAsync("boss", $"{lab.A}/jobs/");
        for (var i = 0; i < 5; i++)
        {
            var next = await lab.GetAsync("reader", $"{lab.A}/jobs/1000/");
            next.Status.ShouldBe(200);
            next.Text.ShouldNotContain("POISON");
        }
    }

    [Fact]
    [Attack("UPS-16")]
    public async Task A_refusal_of_the_token_is_the_gates_fault_and_not_the_agents()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var status = 401;
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Of(status, """{"hint":"the token has SECRET-NAME"}""", "application/json", "WWW-Authenticate: Bearer")
                : null;

        var refused = await lab.GetAsync("boss", $"{lab.A}/jobs/");
        (refused.Status, refused.Outcome, refused.IsSevere).ShouldBe((502, "upstream-unauthorised", true));
        refused.Message.ShouldContain("refuses the gate's token");
        refused.Message.ShouldContain("headgate upstream update prod");
        refused.Headers.ShouldNotContain(h => h.StartsWith("WWW-Authenticate", StringComparison.Ordinal));

        status = 403;
        var forbidden = await lab.GetAsync("boss", $"{lab.A}/jobs/");
        (forbidden.Status, forbidden.Outcome).ShouldBe((502, "upstream-forbidden"));
        forbidden.Text.ShouldNotContain("SECRET-NAME");
    }

    [Theory]
    [Attack("UPS-16")]
    [InlineData("999999999", 3600)]
    [InlineData("-5", 1)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 1)]
    [InlineData("120", 120)]
    public async Task A_wait_that_is_asked_for_is_bounded_and_a_change_is_sent_once(string asked, int told)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/run/", StringComparison.Ordinal) ? Reply.Of(429, "{}", "application/json", $"Retry-After: {asked}") : null;

        var answer = await lab.PostAsync("boss", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");

        (answer.Status, answer.Outcome).ShouldBe((429, "upstream-rate-limited"));
        answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(told));
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Fact]
    [Attack("AUD-09")]
    public async Task A_change_whose_answer_was_lost_is_not_sent_again_and_said_to_be_unknown()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r => r.Path.EndsWith("/run/", StringComparison.Ordinal) ? Reply.Hangup : null;

        var answer = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");

        (answer.Status, answer.Decision.Decision, answer.Outcome).ShouldBe((502, "Allowed", "unknown"));
        answer.Message.ShouldContain("look before you try again");
        answer.Records[^1].Sentence!.ShouldContain("unknown, it may have happened");
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);
    }

    [Fact]
    [Attack("DOS-16")]
    public async Task A_hung_account_is_given_up_and_then_left_alone_for_a_moment()
    {
        await using var lab = await UpstreamLab.StartAsync(new UpstreamLimits { FailuresInRow = 2 }, timeoutSeconds: 1);
        lab.Upstream.Script = r => r.Path.EndsWith("/jobs/", StringComparison.Ordinal) ? Reply.Silence : null;

        var first = await lab.GetAsync("boss", $"{lab.A}/jobs/");
        (first.Status, first.Outcome).ShouldBe((504, "timeout"));
        (await lab.GetAsync("boss", $"{lab.A}/jobs/")).Status.ShouldBe(504);
        var started = Stopwatch.GetTimestamp();
        lab.Upstream.Seen.Clear();
        var resting = await lab.GetAsync("boss", $"{lab.A}/jobs/");

        (resting.Status, resting.Outcome).ShouldBe((503, "circuit-open"));
        resting.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        lab.Upstream.Seen.ShouldBeEmpty();
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        // The gate's own pages are none of its business.
        (await lab.GetAsync("boss", $"/api/gate/v1/accounts/{lab.Upstream.Account}/rights/")).Status.ShouldBe(200);
    }

    [Fact]
    [Attack("DOS-17")]
    [Attack("MCP-24")]
    public async Task An_endless_answer_is_cut_at_its_limit()
    {
        await using var lab = await UpstreamLab.StartAsync(new UpstreamLimits { JsonBytes = 1024 * 1024, FileBytes = 1024 * 1024 });
        var piece = Encoding.UTF8.GetBytes(new string(' ', 64 * 1024));
        var chunk = Encoding.UTF8.GetBytes($"{piece.Length:x}\r\n").Concat(piece).Concat("\r\n"u8.ToArray()).ToArray();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal) || r.Path.EndsWith("manifest.json", StringComparison.Ordinal)
                ? Reply.Endless("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", chunk)
                : null;

        var list = await lab.GetAsync("boss", $"{lab.A}/jobs/");
        (list.Status, list.Outcome).ShouldBe((502, "too-large"));
        using (var mcp = lab.Mcp("boss"))
        {
            var tool = await mcp.CallAsync("list_jobs");
            tool.IsDone.ShouldBeFalse();
            tool.Texts[0].ShouldContain("more than the gate takes");
        }

        using var client = lab.Server.ClientFor(lab.Keys["boss"], "Bearer");
        using var answer = await client.GetAsync($"{lab.A}/runs/5000/artifacts/manifest.json", HttpCompletionOption.ResponseHeadersRead);
        await Should.ThrowAsync<Exception>(() => answer.Content.ReadAsByteArrayAsync());
        await Until.HoldsAsync(
            () =>
                lab.Journal.Contains("\"too-large\"", StringComparison.Ordinal)
                && lab.Journal.Contains("larger than the gate passes on", StringComparison.Ordinal),
            "the record says that the file was cut",
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task A_read_whose_connection_broke_is_tried_once_more()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var asked = 0;
        lab.Upstream.Script = r => r.Path.EndsWith("/jobs/", StringComparison.Ordinal) && ++asked == 1 ? Reply.Hangup : null;

        (await lab.GetAsync("boss", $"{lab.A}/jobs/")).Ids.ShouldBe([1000, 1001, 2000]);
        asked.ShouldBe(2);
    }
}
