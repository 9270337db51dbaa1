using System.Net;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Grants that ask what their agent has done before.</summary>
public sealed class HistoryTests
{
    private static readonly GrantConditions OneFullRefresh = new() { History = new HistoryCondition { FullRefreshes = 1 } };
    private static readonly GrantConditions ReadFirst = new() { History = new HistoryCondition { ReadErrorFirst = true } };

    [Attack("BUD-08")]
    [Fact]
    public async Task Whatever_builds_tables_anew_counts_however_it_is_told_to()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(ModelRuleTests.Shop());
        using var agent = await lab.AgentAsync("refresher", OneFullRefresh, "steps_override");
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK, "it is none");
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent --full-refresh"))).Status.ShouldBe(HttpStatusCode.OK);
        var first = Recorded.Of(lab.Server)[^1];
        first.Note.ShouldBe("full refreshes 1 of 1 today");
        foreach (
            var (command, says) in new[]
            {
                ("dbt run -s fct_agent -f", "builds tables anew"),
                ("dbt --full-refresh run -s fct_agent", "cannot be said beforehand"),
                ("dbt run --no-full-refresh --full-refresh", "cannot be said beforehand"),
                ("dbt build -f", "builds tables anew"),
                ("dbt seed -f", "builds tables anew"),
                ("dbt clone --state elsewhere --full-refresh", "--state"),
                ("dbt retry", "cannot be said beforehand"),
                ("dbt run-operation rebuild", "cannot be said beforehand"),
            }
        )
        {
            var (status, body) = await lab.RunAsync(agent, Steps(command));
            status.ShouldBe(HttpStatusCode.Forbidden, command);
            RuleLab.Message(body).ShouldContain(says, customMessage: command);
            RuleLab.Message(body).ShouldContain($"1 of 1 full refreshes of today, the first by record {first.Sequence}");
        }
        var denied = Recorded.Of(lab.Server)[^1];
        (denied.Decision, denied.Reason).ShouldBe(("Denied", "history-rule"));
        denied.Note.ShouldBe($"1 of 1 full refreshes of today, the first by record {first.Sequence}");
    }

    [Attack("BUD-08")]
    [Fact]
    public async Task What_the_project_or_its_environment_says_counts_as_much_as_the_command()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync(
            "refresher",
            new GrantConditions { History = new HistoryCondition { FullRefreshes = 0 } },
            "steps_override"
        );
        var shop = ModelRuleTests.Shop();
        await lab.AddManifestAsync(shop);
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK);

        // A model that says it of itself.
        var config = shop["nodes"]!["model.shop.fct_agent"]!["config"]!;
        (config["materialized"], config["full_refresh"]) = ("incremental", true);
        await lab.AddManifestAsync(shop);
        await RefusedAsync(lab, agent, "dbt run -s fct_agent");
        (await lab.RunAsync(agent, Steps("dbt run -s salaries"))).Status.ShouldBe(HttpStatusCode.OK, "another model");
        config["full_refresh"] = null;
        await lab.AddManifestAsync(shop);
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK);

        // A variable of the environment, which goes before the project's.
        await VariableAsync(lab, VariableTypes.Project, "0");
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK);
        await VariableAsync(lab, VariableTypes.Environment, "1");
        await RefusedAsync(lab, agent, "dbt run -s fct_agent");
        await using (var db = await lab.Server.DatabaseAsync())
        {
            await db.EnvironmentVariables.ExecuteDeleteAsync(RuleLab.Cancellation);
        }

        // The flags of the project, which no manifest tells: the results of its newest run do.
        await ResultsAsync(lab, """{"args":{"full_refresh":true}}""");
        await RefusedAsync(lab, agent, "dbt run -s fct_agent");
        await ResultsAsync(lab, """{"args":{"full_refresh":"no"}}""");
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK);
        await ResultsAsync(lab, "{");
        (await lab.RunAsync(agent, Steps("dbt run -s fct_agent"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("BUD-08")]
    [Fact]
    public async Task Of_two_at_once_one_passes_and_a_retry_counts_like_its_run()
    {
        await using var lab = await RuleLab.StartAsync();
        await lab.AddManifestAsync(ModelRuleTests.Shop());
        using var agent = await lab.AgentAsync("refresher", OneFullRefresh, "steps_override");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lab.RunAsync(agent, Steps("dbt build -f"))));
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Forbidden).ShouldBe(7);

        using var other = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "retrier",
                new NewGrant("runs.retry", "full") { When = new GrantConditions { History = new HistoryCondition { FullRefreshes = 0 } } }
            )
        );
        var failed = await FailedRunAsync(lab, "dbt run --full-refresh");
        var (status, body) = await RuleLab.PostAsync(other, $"{lab.Server.V2}runs/{failed}/retry/", "{}");
        status.ShouldBe(HttpStatusCode.Forbidden);
        RuleLab.Message(body).ShouldContain("`dbt run --full-refresh` builds tables anew");
    }

    [Attack("BUD-09")]
    [Fact]
    public async Task A_run_is_retried_only_after_its_agent_has_read_why_it_failed()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await AgentAsync("retrier");
        using var blind = await AgentAsync("other", canRead: false);
        var earlier = await FailedRunAsync(lab, "dbt build", clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        var run = await lab.Project.AddRunAsync(lab.Server, RunStatus.Running, clock.GetUtcNow());

        // Read before it failed.
        (await agent.GetAsync($"{lab.Server.V2}runs/{run}/", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(1));
        await FailAsync(lab, run, "dbt build", clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        await RefusedRetryAsync(agent);

        // Another run, only its head, what is denied, by another agent, and when it is only asked about.
        (await agent.GetAsync($"{lab.Server.V2}runs/{earlier}/", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var head = new HttpRequestMessage(HttpMethod.Head, $"{lab.Server.V2}runs/{run}/"))
        {
            await agent.SendAsync(head, RuleLab.Cancellation);
        }
        (await blind.GetAsync($"{lab.Server.V2}runs/{run}/", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var reader = await AgentAsync("reader"))
        {
            (await reader.GetAsync($"{lab.Server.V2}runs/{run}/", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await RuleLab.PostAsync(
            agent,
            $"/api/gate/v1/accounts/{lab.Server.AccountId}/explain/",
            new JsonObject
            {
                ["operation"] = "runs.get",
                ["arguments"] = new JsonObject { ["run_id"] = run },
            }.ToJsonString()
        );
        await RefusedRetryAsync(agent);
        await RefusedRetryAsync(blind);

        (await agent.GetAsync($"{lab.Server.V2}runs/{run}/", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var read = Recorded.Of(lab.Server)[^1];
        (await RetryAsync(agent)).Status.ShouldNotBe(HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server)[^1].Note.ShouldBe($"error read in record {read.Sequence}");

        async Task RefusedRetryAsync(HttpClient client)
        {
            var (status, body) = await RetryAsync(client);
            status.ShouldBe(HttpStatusCode.Forbidden);
            RuleLab.Message(body).ShouldContain($"may retry run {run} only after it has read why it failed");
            Recorded.Of(lab.Server)[^1].Reason.ShouldBe("history-rule");
        }

        Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> RetryAsync(HttpClient client) =>
            RuleLab.PostAsync(client, $"{lab.Server.V2}runs/{run}/retry/", "{}");

        async Task<HttpClient> AgentAsync(string name, bool canRead = true) =>
            lab.Server.ClientFor(
                await lab.Server.CreateAgentAsync(
                    name,
                    [
                        new NewGrant("runs.retry", "full") { When = ReadFirst },
                        .. canRead ? [new NewGrant("runs", "read")] : Array.Empty<NewGrant>(),
                    ]
                )
            );
    }

    [Attack("BUD-09")]
    [Fact]
    public async Task A_query_in_GraphQL_that_tells_why_the_run_failed_is_a_read_of_it()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "retrier",
                new NewGrant("metadata", "read"),
                new NewGrant("runs.retry", "full") { When = ReadFirst }
            )
        );
        var earlier = await FailedRunAsync(lab, "dbt build", clock);
        var run = await FailedRunAsync(lab, "dbt build", clock);
        foreach (var id in (long[])[earlier, run])
        {
            await LeaveAsync(lab, id, "manifest.json", ModelRuleTests.Shop().ToJsonString());
            await LeaveAsync(
                lab,
                id,
                "run_results.json",
                """{"metadata":{},"results":[{"unique_id":"model.shop.fct_agent","status":"error","message":"no such column","timing":[],"execution_time":1}],"elapsed_time":1}"""
            );
        }
        clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync($"job(id: {lab.Project.JobId}, runId: {earlier}) {{ models {{ uniqueId error }} }}");
        await AskAsync($"job(id: {lab.Project.JobId}, runId: {run}) {{ models {{ uniqueId status }} }}");
        (await RetryAsync()).ShouldBe(HttpStatusCode.Forbidden, "another run, and without its error");

        (await AskAsync($"job(id: {lab.Project.JobId}, runId: {run}) {{ models {{ uniqueId error }} }}")).ShouldContain("no such column");
        (await RetryAsync()).ShouldNotBe(HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server)[^1].Note!.ShouldStartWith("error read in record ");

        async Task<string> AskAsync(string query)
        {
            using var content = new StringContent(
                new JsonObject { ["query"] = "{ " + query + " }" }.ToJsonString(),
                System.Text.Encoding.UTF8,
                "application/json"
            );
            using var answer = await agent.PostAsync("/metadata/graphql", content, RuleLab.Cancellation);
            return await answer.Content.ReadAsStringAsync(RuleLab.Cancellation);
        }

        async Task<HttpStatusCode> RetryAsync() => (await RuleLab.PostAsync(agent, $"{lab.Server.V2}runs/{run}/retry/", "{}")).Status;
    }

    private static async Task LeaveAsync(RuleLab lab, long run, string path, string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var (sha, size) = await lab.Server.Services.GetRequiredService<ArtifactStore>().PutAsync(content, RuleLab.Cancellation);
        await using var db = await lab.Server.DatabaseAsync();
        var step = await db.RunSteps.Where(s => s.RunId == run).Select(s => s.Index).FirstAsync(RuleLab.Cancellation);
        db.Add(
            new Artifact
            {
                AccountId = lab.Server.AccountId,
                RunId = run,
                Step = step,
                Path = path,
                Sha256 = sha,
                Size = size,
            }
        );
        await db.SaveChangesAsync(RuleLab.Cancellation);
    }

    [Fact]
    public async Task A_rule_that_could_not_be_evaluated_is_refused_when_it_is_saved()
    {
        await using var lab = await RuleLab.StartAsync();
        await SaysAsync("runs.trigger", new HistoryCondition(), "full_refreshes or read_error_first");
        await SaysAsync("runs.trigger", new HistoryCondition { ReadErrorFirst = true }, "runs.trigger retries nothing");
        await SaysAsync("runs.trigger", new HistoryCondition { FullRefreshes = -1 }, "0 or more");
        await SaysAsync("runs.cancel", new HistoryCondition { FullRefreshes = 1 }, "No run is started by runs.cancel");

        async Task SaysAsync(string capability, HistoryCondition rule, string says) =>
            (
                await Should.ThrowAsync<InvalidOperationException>(() =>
                    lab.Server.CreateAgentAsync(
                        Guid.NewGuid().ToString(),
                        new NewGrant(capability, "full") { When = new GrantConditions { History = rule } }
                    )
                )
            ).Message.ShouldContain(says);
    }

    private static async Task RefusedAsync(RuleLab lab, HttpClient agent, string command)
    {
        var (status, body) = await lab.RunAsync(agent, Steps(command));
        status.ShouldBe(HttpStatusCode.Forbidden, command);
        RuleLab.Message(body).ShouldContain("0 of 0 full refreshes");
    }

    private static async Task VariableAsync(RuleLab lab, string type, string value)
    {
        await using var db = await lab.Server.DatabaseAsync();
        db.Add(
            new EnvironmentVariable
            {
                AccountId = lab.Server.AccountId,
                ProjectId = lab.Project.Id,
                Name = "DBT_FULL_REFRESH",
                Type = type,
                EnvironmentId = type == VariableTypes.Environment ? lab.Project.ProductionId : null,
                RawValue = value,
            }
        );
        await db.SaveChangesAsync(RuleLab.Cancellation);
    }

    /// <summary>Puts the results of the newest run's command in the place of those that it has.</summary>
    private static async Task ResultsAsync(RuleLab lab, string results)
    {
        await using var db = await lab.Server.DatabaseAsync();
        var run = await db.Runs.Where(r => r.Status == RunStatus.Success).MaxAsync(r => r.Id, RuleLab.Cancellation);
        var step = await db.RunSteps.FirstAsync(s => s.RunId == run, RuleLab.Cancellation);
        step.Command = "dbt build";
        await db.Artifacts.Where(a => a.RunId == run && a.Path == "run_results.json").ExecuteDeleteAsync(RuleLab.Cancellation);
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(results));
        var (sha, size) = await lab.Server.Services.GetRequiredService<ArtifactStore>().PutAsync(text, RuleLab.Cancellation);
        db.Add(
            new Artifact
            {
                AccountId = lab.Server.AccountId,
                RunId = run,
                Step = step.Index,
                Path = "run_results.json",
                Sha256 = sha,
                Size = size,
            }
        );
        await db.SaveChangesAsync(RuleLab.Cancellation);
    }

    private static async Task<long> FailedRunAsync(RuleLab lab, string command, TimeProvider? clock = null)
    {
        var run = await lab.Project.AddRunAsync(lab.Server, RunStatus.Running, clock?.GetUtcNow());
        await FailAsync(lab, run, command, clock ?? TimeProvider.System);
        return run;
    }

    private static async Task FailAsync(RuleLab lab, long run, string command, TimeProvider clock)
    {
        await using var db = await lab.Server.DatabaseAsync();
        var row = await db.Runs.SingleAsync(r => r.Id == run, RuleLab.Cancellation);
        (row.Status, row.FinishedAt, row.Commands) = (RunStatus.Error, clock.GetUtcNow(), [command]);
        await db.SaveChangesAsync(RuleLab.Cancellation);
    }

    private static string Steps(params string[] commands) =>
        new JsonObject { ["cause"] = "a", ["steps_override"] = new JsonArray([.. commands.Select(c => (JsonNode)c)]) }.ToJsonString();
}
