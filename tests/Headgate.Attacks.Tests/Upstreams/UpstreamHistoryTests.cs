using Headgate.Attacks.Tests.Rules;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Rules about history of agents whose account is elsewhere.</summary>
public sealed class UpstreamHistoryTests
{
    private const string Own = ",\"trigger\":{\"cause\":\"schedule\",\"git_branch\":null,\"git_sha\":null,\"steps_override\":null}";
    private const string Plain = """{"cause":"a","steps_override":["dbt run --select fct_agent"]}""";
    private static readonly string Manifest = ModelRuleTests.Shop().ToJsonString();

    [Attack("BUD-09")]
    [Fact]
    public async Task A_run_elsewhere_is_retried_only_after_its_agent_has_read_it()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync(
            "retrier",
            "prod",
            new NewGrant("runs", "read"),
            new NewGrant("runs.retry", "full") { When = new GrantConditions { History = new HistoryCondition { ReadErrorFirst = true } } }
        );
        var ended = ",\"finished_at\":null";
        string Run(long id) => lab.Upstream.Run(id, Own + ended).Replace("\"status\":10", "\"status\":20", StringComparison.Ordinal);
        lab.Upstream.Script = request =>
            request.Path.EndsWith("/retry/", StringComparison.Ordinal) ? Reply.Data(lab.Upstream.Run(5000, Own))
            : request.Path.EndsWith("/rerun/", StringComparison.Ordinal) ? Reply.Data(lab.Upstream.Run(5002, Own))
            : request.Path.EndsWith("/runs/5000/", StringComparison.Ordinal) ? Reply.Data(Run(5000))
            : request.Path.EndsWith("/runs/", StringComparison.Ordinal) ? Reply.Page([Run(5000)], 1)
            : null;

        // Read before it ended.
        (await lab.GetAsync("retrier", $"{lab.A}/runs/5000/")).Status.ShouldBe(200);
        var before = TimeProvider.System.GetUtcNow().AddMilliseconds(5);
        await Until.HoldsAsync(
            () => TimeProvider.System.GetUtcNow() > before,
            "a moment has passed",
            TestContext.Current.CancellationToken
        );
        ended = $",\"finished_at\":\"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm:ss.ffffff}+00:00\"";
        await RefusedAsync("runs/5000/retry/");
        // Another run.
        (await lab.GetAsync("retrier", $"{lab.A}/runs/5001/")).Status.ShouldBe(200);
        await RefusedAsync("runs/5000/retry/");
        await RefusedAsync("jobs/1000/rerun/");
        lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");

        (await lab.GetAsync("retrier", $"{lab.A}/runs/5000/")).Status.ShouldBe(200);
        (await lab.PostAsync("retrier", $"{lab.A}/runs/5000/retry/", "{}")).Status.ShouldBe(200);
        (await lab.PostAsync("retrier", $"{lab.A}/jobs/1000/rerun/", "{}")).Status.ShouldBe(200);

        async Task RefusedAsync(string path)
        {
            var refused = await lab.PostAsync("retrier", $"{lab.A}/{path}", "{}");
            (refused.Status, refused.Decision.Reason).ShouldBe((403, "history-rule"), refused.Text);
            refused.Text.ShouldContain("may retry run 5000 only after it has read why it failed");
        }
    }

    [Attack("BUD-08")]
    [Theory]
    [InlineData(Plain, """{"args":{"full_refresh":false}}""", true)]
    [InlineData("""{"cause":"a","steps_override":["dbt run --select fct_agent -f"]}""", """{"args":{}}""", false)]
    [InlineData("""{"cause":"a","steps_override":["dbt retry"]}""", """{"args":{}}""", false)]
    [InlineData(Plain, """{"args":{"full_refresh":true}}""", false)]
    [InlineData(Plain, null, false)]
    public async Task A_full_refresh_elsewhere_is_counted_by_what_it_comes_to(string body, string? results, bool isNone)
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync(
            "refresher",
            "prod",
            new NewGrant("runs.trigger", "full")
            {
                Overrides = ["steps_override"],
                When = new GrantConditions { History = new HistoryCondition { FullRefreshes = 0 } },
            }
        );
        lab.Upstream.Script = request =>
            request.Path.Contains("/environment-variables/job/", StringComparison.Ordinal) ? Reply.Data("{}")
            : request.Path.EndsWith("/runs/", StringComparison.Ordinal) ? Reply.Page([lab.Upstream.Run(5000, Own)], 1)
            : request.Path.EndsWith("/artifacts/manifest.json", StringComparison.Ordinal) ? Reply.Of(200, Manifest)
            : request.Path.EndsWith("/artifacts/run_results.json", StringComparison.Ordinal)
                ? results is null ? FakeAccount.NotFound
                    : Reply.Of(200, results)
            : request.Method == "POST"
                ? Reply.Data(lab.Upstream.Run(5002, ",\"trigger\":{\"steps_override\":[\"dbt run --select fct_agent\"]}"))
            : null;

        var answer = await lab.PostAsync("refresher", $"{lab.A}/jobs/1000/run/", body);

        answer.Status.ShouldBe(isNone ? 200 : 403, answer.Text);
        if (!isNone)
        {
            answer.Text.ShouldContain("0 of 0 full refreshes");
            lab.Upstream.Seen.ShouldNotContain(r => r.Method == "POST");
        }
    }
}
