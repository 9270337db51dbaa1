using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Calls that wait for a person's yes.</summary>
public sealed class ApprovalTests
{
    private static readonly GrantConditions Asks = new()
    {
        Approval = new ApprovalCondition { AskMinutes = 10, UseMinutes = 10 },
    };

    private static CancellationToken Cancellation => RuleLab.Cancellation;

    [Attack("APR-01", Lacks = "4.0, which no field takes as a whole number: it is refused, and spends nothing")]
    [Fact]
    public async Task The_same_call_in_another_spelling_is_the_same_call_and_no_other_is()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks, "threads_override", "steps_override");
        foreach (
            var alike in (string[])
                ["""{ "threads_override" : 4,  "cause":"ä" }""", """{"cause":"ä","threads_override":4,"git_branch":null}"""]
        )
        {
            var id = await AskedAsync(lab, agent, """{"cause":"ä","threads_override":4}""");
            await DecideAsync(lab, id, "approve");
            var (status, body) = await lab.RunAsync(agent, alike);
            status.ShouldBe(HttpStatusCode.OK, $"{alike}: {body}");
        }
        var steps = await AskedAsync(lab, agent, """{"cause":"a","steps_override":["dbt seed","dbt run"]}""");
        await DecideAsync(lab, steps, "approve");
        foreach (
            var other in (string[])
                [
                    """{"cause":"a","steps_override":["dbt run","dbt seed"]}""",
                    """{"cause":"a","steps_override":["dbt seed"]}""",
                    """{"cause":"b","steps_override":["dbt seed","dbt run"]}""",
                    """{"cause":"a","steps_override":["dbt seed","dbt run"],"threads_override":1}""",
                    """{"cause":"a\u0308","steps_override":["dbt seed","dbt run"]}""",
                ]
        )
        {
            (await lab.RunAsync(agent, other)).Status.ShouldBe(HttpStatusCode.Forbidden, other);
        }
        Recorded.Of(lab.Server, "decision").Last(r => r.Decision == "Held").Reason.ShouldBe("approval-mismatch");
        (await lab.RunAsync(agent, """{"cause":"a","steps_override":["dbt seed","dbt run"]}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("APR-02")]
    [Attack("CONC-04")]
    [Fact]
    public async Task A_yes_is_for_one_place_and_these_arguments()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks, "git_branch");
        await DecideAsync(lab, await AskedAsync(lab, agent, """{"cause":"a"}"""), "approve");
        (await lab.RunAsync(agent, """{"cause":"a","git_branch":"x"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var elsewhere = await RuleLab.PostAsync(agent, $"{lab.Server.V2}jobs/{lab.Project.StagingJobId}/run/", """{"cause":"a"}""");
        elsewhere.Status.ShouldBe(HttpStatusCode.Forbidden);
        var record = Recorded.Of(lab.Server, "decision").Where(r => r.Decision == "Held").Select(r => r.Reason).ToList();
        record.ShouldContain("approval-mismatch");
    }

    [Attack("CONC-03")]
    [Attack("APR-04")]
    [Fact]
    public async Task A_yes_is_used_once_on_whichever_server()
    {
        await using var lab = await RuleLab.StartAsync();
        await using var second = lab.Server.Services.GetRequiredService<Store.StoreSettings>().UsesSqlite
            ? null
            : await SecondServer.StartAsync(lab.Server);
        var key = await lab.Server.CreateAgentAsync(
            "asker",
            new NewGrant("runs.trigger", "full") { ProjectIds = [lab.Project.Id], When = Asks }
        );
        using var agent = lab.Server.ClientFor(key);
        using var other = second?.ClientFor(key) ?? lab.Server.ClientFor(key);
        for (var round = 0; round < 10; round++)
        {
            var body = $$"""{"cause":"round {{round}}"}""";
            await DecideAsync(lab, await AskedAsync(lab, agent, body), "approve");
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => lab.RunAsync(i % 2 == 0 ? agent : other, body)));
            answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
            answers.Count(a => a.Status == HttpStatusCode.Forbidden).ShouldBe(7);
        }
    }

    [Attack("CONC-05")]
    [Attack("APR-15", Lacks = "approvers of single projects: only administrators decide")]
    [Fact]
    public async Task An_agent_sees_and_uses_its_own_questions_only()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        using var other = await lab.AgentAsync("other", Asks);
        var id = await AskedAsync(lab, agent, """{"cause":"a"}""");
        await DecideAsync(lab, id, "approve");
        (await lab.RunAsync(other, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden, "the yes is another agent's");
        var list = $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/";
        var own = await other.GetFromJsonAsync<JsonElement>(list, Cancellation);
        own.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt32().ShouldBe(1);
        own.GetProperty("data").EnumerateArray().ShouldAllBe(a => a.GetProperty("agent").GetString() == "other");
        using var hidden = await other.GetAsync($"{list}{id}/", Cancellation);
        using var missing = await other.GetAsync($"{list}999999/", Cancellation);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hidden.Content.ReadAsStringAsync(Cancellation)).ShouldBe(await missing.Content.ReadAsStringAsync(Cancellation));
        using var mine = await agent.GetAsync($"{list}{id}/", Cancellation);
        (await mine.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
            .GetProperty("data")
            .GetProperty("status")
            .GetString()
            .ShouldBe("approved");
    }

    [Attack("CONC-06")]
    [Fact]
    public async Task After_its_time_a_yes_is_worth_nothing_whatever_the_clock_says()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("asker", Asks);
        await DecideAsync(lab, await AskedAsync(lab, agent, """{"cause":"a"}"""), "approve");
        clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        clock.AdjustTime(clock.GetUtcNow().AddMinutes(-9));
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        // A question that nobody answered in time cannot be answered.
        var id = await AskedAsync(lab, agent, """{"cause":"b"}""");
        clock.Advance(TimeSpan.FromMinutes(21));
        (await DecideStatusAsync(lab, id, "approve")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Attack("APR-05")]
    [Fact]
    public async Task A_yes_ends_when_what_the_call_would_do_changes()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        (string What, Func<Store.HeadgateDb, Task> Change)[] changes =
        [
            ("the job's commands", async db => (await JobAsync(db)).ExecuteSteps = ["dbt build --full-refresh"]),
            ("the job's environment", async db => (await JobAsync(db)).EnvironmentId = lab.Project.StagingId),
            ("the environment's branch", async db => (await EnvironmentAsync(db)).CustomBranch = "other"),
            ("the connection", async db => (await db.Connections.FirstAsync(Cancellation)).Name = "renamed"),
            ("the job's deferral", async db => (await JobAsync(db)).DeferringEnvironmentId = lab.Project.ProductionId),
            (
                "the environment variables",
                db =>
                {
                    db.EnvironmentVariables.Add(
                        new()
                        {
                            AccountId = lab.Server.AccountId,
                            ProjectId = lab.Project.Id,
                            Name = "DBT_X",
                            RawValue = "1",
                        }
                    );
                    return Task.CompletedTask;
                }
            ),
        ];
        foreach (var (what, change) in changes)
        {
            var body = JsonSerializer.Serialize(new { cause = what });
            await DecideAsync(lab, await AskedAsync(lab, agent, body), "approve");
            await ChangeAsync(lab, change);
            var (status, answer) = await lab.RunAsync(agent, body);
            status.ShouldBe(HttpStatusCode.Forbidden, what);
            RuleLab.Message(answer).ShouldContain(what);
            Recorded.Of(lab.Server, "decision").Last(r => r.Decision == "Denied").Reason.ShouldBe("approval-stale");
        }
        await DecideAsync(lab, await AskedAsync(lab, agent, """{"cause":"said otherwise"}"""), "approve");
        await ChangeAsync(lab, async db => (await JobAsync(db)).Description = "Said otherwise.");
        (await lab.RunAsync(agent, """{"cause":"said otherwise"}""")).Status.ShouldBe(HttpStatusCode.OK);

        Task<Store.Model.Job> JobAsync(Store.HeadgateDb db) => db.Jobs.SingleAsync(j => j.Id == lab.Project.JobId, Cancellation);
        async Task<Store.Model.DbtEnvironment> EnvironmentAsync(Store.HeadgateDb db)
        {
            var job = await JobAsync(db);
            return await db.Environments.SingleAsync(e => e.Id == job.EnvironmentId, Cancellation);
        }
    }

    [Attack("CONC-08")]
    [Attack("APR-10")]
    [Fact]
    public async Task Nobody_agrees_to_what_their_own_agent_asks_for()
    {
        await using var lab = await RuleLab.StartAsync();
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var issued = (
            await agents.CreateAsync(
                lab.Server.AccountId,
                new NewAgent("asker") { Owner = "olaf@example.com" },
                ChangeActor.Operator,
                Cancellation
            )
        ).Value!;
        await agents.PutGrantAsync(
            lab.Server.AccountId,
            issued.Agent.Id,
            new NewGrant("runs.trigger", "full") { When = Asks },
            ChangeActor.Operator,
            Cancellation
        );
        using var agent = lab.Server.ClientFor(issued.Secret.Reveal());
        var admin = new PermissionGrant("account_admin", null, EnvironmentCategories.All);
        var (olaf, _) = await lab.Server.CreatePersonalTokenAsync("olaf@example.com", "developer", admin);
        var (ann, _) = await lab.Server.CreatePersonalTokenAsync("ann@example.com", "developer", admin);
        var id = await AskedAsync(lab, agent, """{"cause":"a"}""");
        (await DecideStatusAsync(lab, id, "approve", agent)).ShouldBe(HttpStatusCode.Forbidden);
        using var his = lab.Server.ClientFor(olaf);
        (await DecideStatusAsync(lab, id, "approve", his)).ShouldBe(HttpStatusCode.BadRequest);
        Recorded.Of(lab.Server, "change").Last().Sentence!.ShouldContain("olaf@example.com is the owner");
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var hers = lab.Server.ClientFor(ann);
        (await DecideStatusAsync(lab, id, "approve", hers)).ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("APR-10")]
    [Fact]
    public async Task Nobody_agrees_to_what_a_program_asks_in_their_name()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        var admin = new PermissionGrant("account_admin", null, EnvironmentCategories.All);
        var (ann, annsId) = await lab.Server.CreatePersonalTokenAsync("ann@example.com", "developer", admin);
        var (bea, _) = await lab.Server.CreatePersonalTokenAsync("bea@example.com", "developer", admin);
        var id = await AskedAsync(lab, agent, """{"cause":"a"}""");
        await using (var db = await lab.Server.DatabaseAsync())
        {
            var annsToken = (await db.PersonalTokens.SingleAsync(t => t.UserId == annsId, Cancellation)).Id;
            db.Add(
                new Store.Model.ClientConnection
                {
                    AccountId = lab.Server.AccountId,
                    AgentId = (await db.Agents.SingleAsync(a => a.Name == "asker", Cancellation)).Id,
                    ClientId = "editor",
                    ClientName = "Editor",
                    Resource = "r",
                    Scope = "s",
                    GivenWith = $"personal_token {annsToken}",
                    GivenBy = "ann@example.com",
                }
            );
            await db.SaveChangesAsync(Cancellation);
        }
        using var hers = lab.Server.ClientFor(ann);
        using var other = lab.Server.ClientFor(bea);

        (await DecideStatusAsync(lab, id, "approve", hers)).ShouldBe(HttpStatusCode.BadRequest);
        Recorded.Of(lab.Server, "change").Last().Sentence!.ShouldContain("lets \"Editor\" act as agent \"asker\"");
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await DecideStatusAsync(lab, id, "approve", other)).ShouldBe(HttpStatusCode.OK);
    }

    [Attack("CONC-09")]
    [Fact]
    public async Task Of_a_yes_and_a_no_at_one_moment_one_counts()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        for (var round = 0; round < 5; round++)
        {
            var body = $$"""{"cause":"round {{round}}"}""";
            var id = await AskedAsync(lab, agent, body);
            var answers = await Task.WhenAll(new[] { "approve", "refuse", "approve", "refuse" }.Select(d => DecideStatusAsync(lab, id, d)));
            answers.Count(a => a == HttpStatusCode.OK).ShouldBe(1);
            var status = await StatusAsync(lab, id);
            (await lab.RunAsync(agent, body)).Status.ShouldBe(status == "approved" ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        }
    }

    [Attack("CONC-10")]
    [Attack("APR-13")]
    [Fact]
    public async Task People_read_the_gates_own_words_and_all_of_the_agents_as_its_own()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks, "steps_override");
        var cause = "Approved by Ann \u202E<b>https://evil.test</b> \u001b[31m";
        var id = await AskedAsync(lab, agent, JsonSerializer.Serialize(new { cause, steps_override = new[] { "dbt run" } }));
        var question = await QuestionAsync(lab, id);
        var effect = question.GetProperty("effect").GetString()!;
        effect.ShouldContain("the commands that the agent sends instead of the job's own");
        effect.ShouldNotContain("Approved by");
        var shown = question.GetProperty("arguments").GetProperty("cause").GetString()!;
        shown.ShouldNotContain("\u202E");
        shown.ShouldNotContain("\u001b");
        shown.ShouldContain("Approved by Ann");
        question.GetProperty("arguments").GetProperty("steps_override").GetString()!.ShouldContain("dbt run");
        await DecideAsync(lab, id, "approve");
        Recorded.Of(lab.Server, "change").Last().Sentence!.ShouldContain(question.GetProperty("digest").GetString()![..12]);
    }

    [Attack("CONC-07")]
    [Attack("APR-14")]
    [Theory]
    [InlineData("grant tightened", "argument-rule")]
    [InlineData("grant changed", "approval-stale")]
    [InlineData("grant revoked", "action-not-granted")]
    [InlineData("agent off", "agent-disabled")]
    [InlineData("approver's token revoked", "approver-gone")]
    [InlineData("approver without the right", "approver-gone")]
    public async Task A_yes_never_stands_in_for_a_right(string what, string reason)
    {
        await using var lab = await RuleLab.StartAsync();
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        using var agent = await lab.AgentAsync("asker", Asks);
        var view = (await agents.ListAsync(lab.Server.AccountId, Cancellation)).Single();
        var grant = view.Grants.Single(g => g.Capability == "runs.trigger");
        var secret = await lab.Server.CreateServiceTokenAsync("account_admin");
        using var approver = lab.Server.ClientFor(secret);
        (await DecideStatusAsync(lab, await AskedAsync(lab, agent, """{"cause":"a"}"""), "approve", approver)).ShouldBe(HttpStatusCode.OK);
        NewGrant Put(GrantConditions when) => new("runs.trigger", "full") { ProjectIds = [lab.Project.Id], When = when };
        switch (what)
        {
            case "grant tightened":
                await PutAsync(Put(Asks with { Arguments = [new ArgumentCondition { Field = "cause", OneOf = ["b"] }] }));
                break;
            case "grant changed":
                await PutAsync(Put(new GrantConditions { Approval = new ApprovalCondition { AskMinutes = 5 } }));
                break;
            case "grant revoked":
                await agents.RevokeGrantAsync(lab.Server.AccountId, view.Id, grant.Id, ChangeActor.Operator, Cancellation);
                break;
            case "agent off":
                await agents.EnableAsync(lab.Server.AccountId, view.Id, false, ChangeActor.Operator, Cancellation);
                break;
            default:
                await ChangeAsync(
                    lab,
                    async db =>
                    {
                        var token = await db.ServiceTokens.OrderBy(t => t.Id).LastAsync(Cancellation);
                        if (what == "approver without the right")
                        {
                            (await db.ServiceTokenPermissions.SingleAsync(p => p.ServiceTokenId == token.Id, Cancellation)).PermissionSet =
                                "job_viewer";
                        }
                        else
                        {
                            token.State = Store.Model.RowState.Deleted;
                        }
                    }
                );
                break;
        }
        var (status, _) = await lab.RunAsync(agent, """{"cause":"a"}""");
        ((int)status).ShouldBeOneOf(401, 403);
        var entry = Recorded.Of(lab.Server, "decision").Last();
        entry.Reason.ShouldBe(reason);
        await using var read = await lab.Server.DatabaseAsync();
        (await read.Runs.AnyAsync(Cancellation)).ShouldBeFalse();

        async Task PutAsync(NewGrant put) =>
            (await agents.PutGrantAsync(lab.Server.AccountId, view.Id, put, ChangeActor.Operator, Cancellation)).Fault.ShouldBeNull();
    }

    [Attack("APR-14")]
    [Fact]
    public async Task A_policy_that_is_rolled_back_takes_the_right_and_the_yes_with_it()
    {
        await using var lab = await RuleLab.StartAsync();
        const string before = "agents:\n  filed:\n    grants:\n      - {capability: jobs, level: read, everywhere: true}\n";
        const string after =
            before
            + "      - {capability: runs.trigger, level: full, everywhere: true, when: {approval: {ask_minutes: 10, use_minutes: 10}}}\n";
        await ApplyAsync(before);
        await ApplyAsync(after);
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var view = (await agents.ListAsync(lab.Server.AccountId, Cancellation)).Single();
        var key = (await agents.AddKeyAsync(lab.Server.AccountId, view.Id, new("k"), ChangeActor.Operator, Cancellation)).Value!;
        using var agent = lab.Server.ClientFor(key.Secret.Reveal());
        await DecideAsync(lab, await AskedAsync(lab, agent, """{"cause":"a"}"""), "approve");
        await ApplyAsync(before, "rolled back to 1");
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server, "decision").Last().Reason.ShouldBe("action-not-granted");
        await ApplyAsync(after, "rolled back to 2");
        (await lab.RunAsync(agent, """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.Forbidden, "the grant is another one now");
        Recorded.Of(lab.Server, "decision").Last().Reason.ShouldBe("approval-stale");

        async Task ApplyAsync(string text, string? note = null) =>
            (
                await RuleLab.PostAsync(
                    lab.Server.Admin,
                    $"/api/gate/v1/accounts/{lab.Server.AccountId}/policy/",
                    JsonSerializer.Serialize(new { text, note })
                )
            ).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("APR-11")]
    [Fact]
    public async Task One_call_is_one_question_and_nobody_buries_it_under_others()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AskedAsync(lab, agent, """{"cause":"same"}""")));
        ids.Distinct().ShouldHaveSingleItem();
        (await QuestionAsync(lab, ids[0])).GetProperty("asked").GetInt32().ShouldBe(40);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            (await db.OutboxEvents.CountAsync(e => e.Type == "approval.requested", Cancellation)).ShouldBe(1, "people are told once");
        }
        for (var i = 1; i < 20; i++)
        {
            await AskedAsync(lab, agent, $$"""{"cause":"other {{i}}"}""");
        }
        var (status, body) = await lab.RunAsync(agent, """{"cause":"one more"}""");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        RuleLab.Message(body).ShouldContain("20 of its questions");
        Recorded.Of(lab.Server, "decision").Last().Reason.ShouldBe("approval-queue");
        // A no stands: the same question is not asked again at once, and when it is, the no stands beside it.
        await DecideAsync(lab, ids[0], "refuse", "Not before the freeze.");
        var again = await lab.RunAsync(agent, """{"cause":"same"}""");
        again.Status.ShouldBe(HttpStatusCode.Forbidden);
        RuleLab.Message(again.Body).ShouldContain("Not before the freeze.");
        Recorded.Of(lab.Server, "decision").Last().Reason.ShouldBe("approval-refused");
    }

    [Attack("APR-12")]
    [Fact]
    public async Task A_yes_is_to_the_whole_and_says_nothing_else()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        var id = await AskedAsync(lab, agent, """{"cause":"a"}""");
        var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{id}/decide/";
        foreach (
            var body in (string[])
                [
                    """{"decision":"approve","arguments":{"cause":"b"}}""",
                    """{"decision":"approve","use_minutes":10000}""",
                    """{"decision":"approve","steps":1}""",
                    """{"decision":"yes"}""",
                    "{}",
                    """{"decision":"approve","ids":[1,2]}""",
                ]
        )
        {
            (await RuleLab.PostAsync(lab.Server.Admin, path, body)).Status.ShouldBe(HttpStatusCode.BadRequest, body);
        }
        (await StatusAsync(lab, id)).ShouldBe("waiting");
    }

    [Fact]
    public async Task A_call_that_waits_says_where_to_look_and_its_record_is_held()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("asker", Asks);
        using var content = new StringContent("""{"cause":"a"}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await agent.PostAsync(lab.RunPath, content, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var id = body.GetProperty("data").GetProperty("approval_id").GetInt64();
        answer.Headers.GetValues("Headgate-Approval").ShouldBe([$"{id}"]);
        using var looked = await agent.GetAsync(body.GetProperty("data").GetProperty("approval_path").GetString(), Cancellation);
        looked.StatusCode.ShouldBe(HttpStatusCode.OK);
        var record = Recorded.Of(lab.Server, "decision").Single(r => r.Decision == "Held");
        record.Reason.ShouldBe("approval-needed");
        await using var db = await lab.Server.DatabaseAsync();
        (await db.Runs.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    internal static async Task<long> AskedAsync(RuleLab lab, HttpClient agent, string body)
    {
        var (status, answer) = await lab.RunAsync(agent, body);
        status.ShouldBe(HttpStatusCode.Forbidden, answer.ToString());
        return answer.GetProperty("data").GetProperty("approval_id").GetInt64();
    }

    internal static async Task<string> EffectAsync(RuleLab lab, long id) =>
        (
            await lab.Server.Admin.GetFromJsonAsync<JsonElement>(
                $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{id}/",
                Cancellation
            )
        )
            .GetProperty("data")
            .GetProperty("effect")
            .GetString()!;

    internal static async Task DecideAsync(RuleLab lab, long id, string decision, string? note = null) =>
        (await DecideStatusAsync(lab, id, decision, note: note)).ShouldBe(HttpStatusCode.OK);

    private static async Task<HttpStatusCode> DecideStatusAsync(
        RuleLab lab,
        long id,
        string decision,
        HttpClient? by = null,
        string? note = null
    ) =>
        (
            await RuleLab.PostAsync(
                by ?? lab.Server.Admin,
                $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{id}/decide/",
                JsonSerializer.Serialize(new { decision, note })
            )
        ).Status;

    private static async Task<JsonElement> QuestionAsync(RuleLab lab, long id) =>
        (
            await lab.Server.Admin.GetFromJsonAsync<JsonElement>(
                $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{id}/",
                Cancellation
            )
        ).GetProperty("data");

    private static async Task<string?> StatusAsync(RuleLab lab, long id) =>
        (await QuestionAsync(lab, id)).GetProperty("status").GetString();

    private static async Task ChangeAsync(RuleLab lab, Func<Store.HeadgateDb, Task> change)
    {
        await using var db = await lab.Server.DatabaseAsync();
        await change(db);
        await db.SaveChangesAsync(Cancellation);
    }
}
