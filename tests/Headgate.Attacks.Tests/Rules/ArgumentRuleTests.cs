using System.Net;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Rules about what the fields of a call may hold.</summary>
public sealed class ArgumentRuleTests
{
    [Attack("SCOPE-12")]
    [Attack("SCOPE-13")]
    [Fact]
    public async Task Commands_are_compared_word_by_word_each_of_them()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync(
            "builder",
            RuleLab.Argument("steps_override", "dbt build --select *", "dbt test"),
            "steps_override"
        );
        (await StepsAsync("dbt build --select tag:agent")).ShouldBe(HttpStatusCode.OK);
        (await StepsAsync("dbt build -s tag:agent")).ShouldBe(HttpStatusCode.OK, "an option is itself under its short name");
        (await StepsAsync("dbt build --select=tag:agent", "dbt test")).ShouldBe(HttpStatusCode.OK);
        foreach (
            var steps in (string[][])
                [
                    ["dbt build --select a; rm -rf /"],
                    ["dbt build --select a && dbt run-operation x"],
                    ["dbt build --select `id`"],
                    ["dbt build --select $(id)"],
                    ["dbt build --select a b"],
                    ["dbt build --select --full-refresh"],
                    ["dbt build --select a --full-refresh"],
                    ["dbt build"],
                    ["dbt test --select a"],
                    ["dbt build --select 'a"],
                    ["dbt build --select a", "dbt run-operation x"],
                    ["dbt test\ndbt run"],
                ]
        )
        {
            var (status, body) = await lab.RunAsync(agent, JsonSerializer.Serialize(new { cause = "x", steps_override = steps }));
            ((int)status).ShouldBeOneOf(400, 403);
            if (status == HttpStatusCode.Forbidden)
            {
                RuleLab.Message(body).ShouldContain("steps_override", customMessage: string.Join(" | ", steps));
            }
        }
        var record = Recorded.Of(lab.Server, "decision").Last(r => r.Decision == "Denied");
        record.Reason.ShouldBe("argument-rule");
        var second = Recorded.Of(lab.Server, "decision").Where(r => r.Sentence!.Contains("element 2", StringComparison.Ordinal)).ToList();
        second.ShouldHaveSingleItem().Sentence!.ShouldContain("dbt run-operation x");

        async Task<HttpStatusCode> StepsAsync(params string[] steps) =>
            (await lab.RunAsync(agent, JsonSerializer.Serialize(new { cause = "x", steps_override = steps }))).Status;
    }

    [Attack("SCOPE-17")]
    [Fact]
    public async Task A_schema_is_one_of_those_that_the_rule_allows()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("ci", RuleLab.Argument("schema_override", "ci_*"), "schema_override");
        (await lab.RunAsync(agent, """{"cause":"x","schema_override":"ci_12"}""")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var schema in (string[])["PROD", "CI_12", "xci_1", "prod_ci_1"])
        {
            var (status, body) = await lab.RunAsync(agent, $$"""{"cause":"x","schema_override":"{{schema}}"}""");
            status.ShouldBe(HttpStatusCode.Forbidden, schema);
            RuleLab.Message(body).ShouldContain("schema_override");
        }
        var record = Recorded.Of(lab.Server, "decision").Last(r => r.Decision == "Denied");
        (record.Reason, record.Sentence!.Contains("schema_override", StringComparison.Ordinal)).ShouldBe(("argument-rule", true));
    }

    [Attack("SCOPE-20")]
    [Fact]
    public async Task A_variable_holds_what_the_rule_allows_and_is_read_as_json_alone()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync(
            "dated",
            new GrantConditions
            {
                Arguments =
                [
                    new ArgumentCondition { Field = "vars.d", Matches = "\\d{4}-\\d\\d-\\d\\d" },
                    new ArgumentCondition { Field = "steps_override", OneOf = ["dbt run --vars *"] },
                ],
            },
            "steps_override"
        );
        (await VarsAsync("""{"d": "2026-01-31"}""")).ShouldBe(HttpStatusCode.OK);
        foreach (
            var vars in (string[])
                [
                    """{"d": "1; drop table x"}""",
                    """{"d": "2026-01-31; drop table x"}""",
                    """{"d": "2026-01-31\n; drop table x"}""",
                    """{"d": {"x": "2026-01-31"}}""",
                    """{"d": ["2026-01-31", "1; drop table x"]}""",
                    "{d: 2026-01-31}",
                    "d: 1",
                    """{"d": "2026-01-31", "d": "x"}""",
                ]
        )
        {
            (await VarsAsync(vars)).ShouldBe(HttpStatusCode.Forbidden, vars);
        }

        async Task<HttpStatusCode> VarsAsync(string vars) =>
            (
                await lab.RunAsync(
                    agent,
                    JsonSerializer.Serialize(new { cause = "x", steps_override = new[] { $"dbt run --vars '{vars}'" } })
                )
            ).Status;
    }

    [Attack("DOS-10")]
    [Fact]
    public async Task No_value_makes_an_expression_slow_and_one_that_could_be_is_refused_when_it_is_saved()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync(
            "slow",
            new GrantConditions { Arguments = [new ArgumentCondition { Field = "cause", Matches = "(a+)+" }] }
        );
        var cause = new string('a', 200) + "!";
        (await lab.RunAsync(agent, JsonSerializer.Serialize(new { cause }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await lab.RunAsync(agent, JsonSerializer.Serialize(new { cause = cause[..^1] }))).Status.ShouldBe(HttpStatusCode.OK);
        (await RefusedAsync(lab, new ArgumentCondition { Field = "cause", Matches = "(a)\\1" })).ShouldContain("linear time");
    }

    [Attack("HOOK-17")]
    [Attack("HOOK-18")]
    [Fact]
    public async Task Receivers_lie_where_the_rule_says_when_made_and_when_changed()
    {
        await using var lab = await RuleLab.StartAsync();
        var key = await lab.Server.CreateAgentAsync(
            "hooks",
            new NewGrant("webhook_subscriptions", "full") { When = RuleLab.Argument("client_url", "https://hooks.example.com/*") }
        );
        using var agent = lab.Server.ClientFor(key);
        var list = $"{lab.Server.V3}webhooks/subscriptions";
        string Body(string url) =>
            JsonSerializer.Serialize(
                new
                {
                    name = "n",
                    client_url = url,
                    event_types = new[] { "job.run.completed" },
                    active = true,
                    job_ids = Array.Empty<string>(),
                }
            );
        string[] outside =
        [
            "https://hooks.example.com.evil.test/",
            "https://hooks.example.com@evil.test/",
            "https://evil.test/https://hooks.example.com/",
            "HTTPS://HOOKS.EXAMPLE.COM/",
        ];
        foreach (var url in outside)
        {
            var (status, body) = await RuleLab.PostAsync(agent, list, Body(url));
            status.ShouldBe(HttpStatusCode.Forbidden, url);
            RuleLab.Message(body).ShouldContain("client_url");
        }
        var made = await RuleLab.PostAsync(agent, list, Body("https://hooks.example.com/x"));
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        var id = made.Body.GetProperty("data").GetProperty("id").ToString();
        foreach (var url in outside)
        {
            using var content = new StringContent(Body(url), System.Text.Encoding.UTF8, "application/json");
            using var changed = await agent.PutAsync($"{lab.Server.V3}webhooks/subscription/{id}", content, RuleLab.Cancellation);
            changed.StatusCode.ShouldBe(HttpStatusCode.Forbidden, url);
        }
        Recorded.Of(lab.Server, "decision").Count(r => r.Reason == "argument-rule").ShouldBe(2 * outside.Length);
    }

    [Attack("POL-04")]
    [Fact]
    public async Task A_rule_that_could_not_be_evaluated_is_refused_when_it_is_saved()
    {
        await using var lab = await RuleLab.StartAsync();
        (await RefusedAsync(lab, new ArgumentCondition { Field = "git_brunch", OneOf = ["main"] })).ShouldContain("git_branch");
        (await RefusedAsync(lab, new ArgumentCondition { Field = "git_branch" })).ShouldContain("allows nothing and refuses nothing");
        (await RefusedAsync(lab, new ArgumentCondition { Field = "cause", Matches = "(" })).ShouldContain("expression");
        (await RefusedAsync(lab, new ArgumentCondition { Field = "steps_override", OneOf = ["dbt build 'x"] })).ShouldContain("quote");
        (await RefusedAsync(lab, new GrantConditions { Hours = ["Mon-Fri 8-18"] })).ShouldContain("08:00-18:00");
        (await RefusedAsync(lab, new GrantConditions { Hours = ["08:00-18:00 Mars/Olympus"] })).ShouldContain("time zone");
        (await RefusedAsync(lab, new GrantConditions { Networks = ["10.0.0.0/99"] })).ShouldContain("network");
        (await RefusedAsync(lab, new GrantConditions { Budget = new DailyBudget() })).ShouldContain(
            "calls, runs, run_minutes or warehouse_seconds"
        );
    }

    [Fact]
    public async Task What_is_granted_twice_is_allowed_where_one_of_the_grants_allows_it()
    {
        await using var lab = await RuleLab.StartAsync();
        var key = await lab.Server.CreateAgentAsync(
            "two",
            new NewGrant("runs.trigger", "full") { ProjectIds = [lab.Project.Id], When = RuleLab.Argument("cause", "nightly") },
            new NewGrant("runs.trigger", "full") { JobIds = [lab.Project.JobId], When = RuleLab.Argument("cause", "by hand") }
        );
        using var agent = lab.Server.ClientFor(key);
        (await lab.RunAsync(agent, """{"cause":"nightly"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"by hand"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"else"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_grant_takes_the_place_of_all_that_it_replaces()
    {
        await using var lab = await RuleLab.StartAsync();
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        await lab.Server.CreateAgentAsync(
            "editor",
            new NewGrant("jobs", "read"),
            new NewGrant("jobs", "full") { When = new GrantConditions { Approval = new ApprovalCondition() } }
        );
        var agent = (await agents.ListAsync(lab.Server.AccountId, RuleLab.Cancellation)).Single();
        agent.Grants.Count.ShouldBe(2);
        var put = await agents.PutGrantAsync(
            lab.Server.AccountId,
            agent.Id,
            new NewGrant("jobs", "full"),
            ChangeActor.Operator,
            RuleLab.Cancellation
        );
        put.Value!.Grants.ShouldHaveSingleItem().Sentence.ShouldBe("jobs full in the whole account");
    }

    private static Task<string> RefusedAsync(RuleLab lab, ArgumentCondition argument) =>
        RefusedAsync(lab, new GrantConditions { Arguments = [argument] });

    private static async Task<string> RefusedAsync(RuleLab lab, GrantConditions when)
    {
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var name = "refused " + Guid.NewGuid().ToString("N")[..8];
        var agent = (await agents.CreateAsync(lab.Server.AccountId, new NewAgent(name), ChangeActor.Operator, RuleLab.Cancellation))
            .Value!
            .Agent;
        var put = await agents.PutGrantAsync(
            lab.Server.AccountId,
            agent.Id,
            new NewGrant("runs.trigger", "full") { When = when },
            ChangeActor.Operator,
            RuleLab.Cancellation
        );
        put.Value.ShouldBeNull();
        return put.Fault!.Message;
    }
}
