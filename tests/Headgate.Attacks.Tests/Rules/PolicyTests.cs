using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Agents and grants as a file.</summary>
public sealed class PolicyTests(PolicyTests.SharedServer shared) : IClassFixture<PolicyTests.SharedServer>
{
    private const string Reader = """
        version: 1
        agents:
          reader:
            grants:
              - {capability: jobs, level: read, everywhere: true}
        """;

    private static CancellationToken Cancellation => RuleLab.Cancellation;

    [Attack("POL-01")]
    [Attack("POL-02")]
    [Attack("POL-04")]
    [Attack("POL-13")]
    [Attack("POL-14")]
    [Theory]
    [InlineData(
        "x: &a {places: 1}\ny: &b {places: 2}\nagents:\n  a:\n    grants:\n      - <<: [*a, *b]\n        capability: jobs\n        level: full",
        1,
        "Anchors"
    )]
    [InlineData("agents:\n  a:\n    grants:\n      - {capability: jobs, level: read, project_ids: [*p]}", 4, "Anchors")]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - capability: jobs\n        ? level\n        : read\n        level: full\n        everywhere: true",
        7,
        "line 5"
    )]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - {capability: jobs, level: read, project_ids: [1], project_ids: [2]}",
        4,
        "stands here and in line 4"
    )]
    [InlineData("agents:\n  Ren\u00E9: {grants: []}\n  Rene\u0301: {grants: []}", 3, "no agent's name")]
    [InlineData("agents: ${HEADGATE__X}", 1, "agents")]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - {capability: runs.trigger, level: full, everywhere: true, when: {arguments: [{field: git_brunch, one_of: [main]}]}}",
        4,
        "git_brunch"
    )]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - {capability: runs.trigger, level: full, everywhere: true, when: {models: {select: ['tagg:agent']}}}",
        4,
        "tagg"
    )]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - {capability: runs.trigger, level: full, everywhere: true, when: {arguments: [{field: cause, matches: '('}]}}",
        4,
        "expression"
    )]
    [InlineData("agents:\n  a: &x\n    grants: []\n  b: *x", 2, "Anchors")]
    [InlineData("agents:\n  a:\n    <<: {grants: []}", 3, "Merges")]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - {capability: jobs, level: read, level: full, everywhere: true}",
        4,
        "stands here and in line 4"
    )]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - capability: jobs\n        level: read\n        \"level\": full\n        everywhere: true",
        6,
        "line 5"
    )]
    [InlineData("agents: {}\nagents: {}", 2, "line 1")]
    [InlineData("version: 1\n---\nversion: 1", 2, "second one")]
    [InlineData("agents:\n  a:\n    grants:\n      - {capability: jobs, level: read}", 4, "everywhere")]
    [InlineData("agents:\n  a:\n    grants:\n      - {capability: jobs, level: read, project_ids: []}", 4, "project_ids")]
    [InlineData("agents:\n  a:\n    grants:\n      - {capability: jobs, level: read, everywhere: true, projcts: [1]}", 4, "projcts")]
    [InlineData("agents:\n  Reader: {grants: []}\n  reader: {grants: []}", 3, "line 2")]
    [InlineData("agents:\n  'reader ': {grants: []}", 2, "no agent's name")]
    [InlineData("agents:\n  '*': {grants: []}", 2, "no agent's name")]
    [InlineData("agents:\n  \"a\\nb\": {grants: []}", 2, "\"a\\nb\"")]
    [InlineData("roles:\n  reader: {grants: []}\nagents:\n  reader: {grants: []}", 2, "a role and an agent")]
    [InlineData("agents: !include ../keys/tokens.key", 1, "Tags")]
    [InlineData("agents: !!python/object {a: 1}", 1, "Tags")]
    [InlineData("include: ../keys/tokens.key\nagents:\n  a: {grants: []}", 1, "include")]
    [InlineData("agents:\n  a:\n    $ref: file:///etc/passwd", 3, "$ref")]
    [InlineData("schema: http://127.0.0.1:1/\nagents:\n  a: {grants: []}", 1, "schema")]
    [InlineData("agents:\n  a:\n    grants: [{capability: jobs, level: read, everywhere: true", 3, "no YAML")]
    [InlineData("agents:\n  a:\n    roles: [missing]", 3, "no role")]
    [InlineData(
        "agents:\n  a:\n    grants:\n      - {capability: runs.trigger, level: full, everywhere: true, when: {hours: ['8-18']}}",
        4,
        "08:00-18:00"
    )]
    public async Task A_file_that_could_be_read_in_two_ways_is_refused_with_its_line(string text, int line, string says)
    {
        var server = shared.Server;
        var (status, body) = await CheckAsync(server, text);
        status.ShouldBe(HttpStatusCode.OK);
        var fault = body.GetProperty("faults").EnumerateArray().First();
        fault.GetProperty("line").GetInt32().ShouldBe(line, fault.ToString());
        fault.GetProperty("message").GetString()!.ShouldContain(says);
        var (applied, _) = await ApplyAsync(server, text);
        applied.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Attack("POL-12", Lacks = "files that are missing or unreadable at a start: a policy lives in the database")]
    [Theory]
    [InlineData("# nothing", 1, "says nothing")]
    [InlineData("\uFEFF", 1, "says nothing")]
    [InlineData("agents: {}", 1, "names no agents")]
    [InlineData("agents:\n  a:\n    grants:", 3, "a list here")]
    public Task A_file_that_says_nothing_is_refused(string text, int line, string says) =>
        A_file_that_could_be_read_in_two_ways_is_refused_with_its_line(text, line, says);

    [Attack("POL-03")]
    [Fact]
    public async Task What_is_denied_wins_in_every_order_and_a_needless_rule_is_named()
    {
        await using var server = await HeadgateServer.StartAsync();
        foreach (
            var order in (string[][])
                [
                    ["level: full", "level: deny"],
                    ["level: deny", "level: full"],
                ]
        )
        {
            var text = $$"""
                agents:
                  a:
                    grants:
                      - {capability: jobs, everywhere: true, {{order[0]}}}
                      - {capability: jobs, everywhere: true, {{order[1]}}}
                tests:
                  - {agent: a, operation: jobs.list, expect: denied}
                """;
            var (_, plan) = await CheckAsync(server, text);
            plan.GetProperty("faults").GetArrayLength().ShouldBe(0, plan.ToString());
            plan.GetProperty("tests")[0].GetProperty("passed").GetBoolean().ShouldBeTrue(plan.ToString());
            plan.GetProperty("unreachable")[0].GetString()!.ShouldContain("decides nothing");
        }
    }

    [Attack("POL-07")]
    [Fact]
    public async Task A_rollback_is_a_new_version_and_wakes_nobody()
    {
        await using var server = await HeadgateServer.StartAsync();
        (await ApplyAsync(server, Reader)).Body.GetProperty("applied_version").GetInt32().ShouldBe(1);
        (await ApplyAsync(server, Reader.Replace("level: read", "level: full", StringComparison.Ordinal)))
            .Body.GetProperty("applied_version")
            .GetInt32()
            .ShouldBe(2);
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(server.AccountId, Cancellation)).Single();
        var key = (await agents.AddKeyAsync(server.AccountId, agent.Id, new("k"), ChangeActor.Operator, Cancellation)).Value!;
        await agents.RevokeKeyAsync(server.AccountId, agent.Id, key.Key.Id, ChangeActor.Operator, Cancellation);
        await agents.EnableAsync(server.AccountId, agent.Id, false, ChangeActor.Operator, Cancellation);

        var back = await ApplyAsync(server, Reader, note: "rolled back to 1");
        back.Body.GetProperty("applied_version").GetInt32().ShouldBe(3);
        back.Body.GetProperty("changes")
            .EnumerateArray()
            .Select(c => c.GetString())
            .ShouldBe(["Agent \"reader\" gains: jobs read in the whole account", "Agent \"reader\" loses: jobs full in the whole account"]);
        var after = (await agents.ListAsync(server.AccountId, Cancellation)).Single();
        (after.Enabled, after.Keys.Count(k => k.Status == "good")).ShouldBe((false, 0));
        Recorded.Of(server, "change").Last(r => r.Operation == "gate.policy.apply").Sentence!.ShouldContain("rolled back to 1");
    }

    [Attack("POL-07")]
    [Fact]
    public async Task A_rollback_brings_back_no_project_that_is_gone()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Gone");
        var text = $$"""
            agents:
              reader:
                grants:
                  - {capability: jobs, level: read, project_ids: [{{project.Id}}]}
            """;
        (await ApplyAsync(server, text)).Status.ShouldBe(HttpStatusCode.OK);
        (await ApplyAsync(server, Reader)).Status.ShouldBe(HttpStatusCode.OK);
        await using (var db = await server.DatabaseAsync())
        {
            var gone = await db.Projects.SingleAsync(p => p.Id == project.Id, Cancellation);
            gone.State = Store.Model.RowState.Deleted;
            await db.SaveChangesAsync(Cancellation);
        }
        var (status, body) = await ApplyAsync(server, text, note: "rolled back to 1");
        if (status != HttpStatusCode.OK)
        {
            // A place that is gone can be refused: then nothing was changed.
            body.ToString().ShouldContain("project");
            return;
        }
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(server.AccountId, Cancellation)).Single();
        var key = (await agents.AddKeyAsync(server.AccountId, agent.Id, new("k"), ChangeActor.Operator, Cancellation)).Value!;
        using var client = server.ClientFor(key.Secret.Reveal());
        using var job = await client.GetAsync($"{server.V2}jobs/{project.JobId}/", Cancellation);
        job.StatusCode.ShouldBe(HttpStatusCode.NotFound, "the project is gone, whatever grants name it");
    }

    [Attack("POL-08")]
    [Fact]
    public async Task What_was_changed_beside_the_file_is_shown_and_neither_kept_nor_taken_back_in_silence()
    {
        await using var server = await HeadgateServer.StartAsync();
        await ApplyAsync(server, Reader);
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        var agent = (await agents.ListAsync(server.AccountId, Cancellation)).Single();
        await agents.PutGrantAsync(server.AccountId, agent.Id, new NewGrant("runs", "read"), ChangeActor.Operator, Cancellation);

        var (_, plan) = await CheckAsync(server, Reader);
        plan.GetProperty("drift")[0].GetString().ShouldBe("Agent \"reader\" has got beside the file: runs read in the whole account");
        (await ApplyAsync(server, Reader)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await agents.ListAsync(server.AccountId, Cancellation)).Single().Grants.Count.ShouldBe(2);
        (await ApplyAsync(server, Reader, drift: true)).Status.ShouldBe(HttpStatusCode.OK);
        (await agents.ListAsync(server.AccountId, Cancellation)).Single().Grants.Count.ShouldBe(1);

        // A file that was made from an older version, and the same file by two at once.
        (await ApplyAsync(server, Reader, from: 1)).Status.ShouldBe(HttpStatusCode.BadRequest);
        var two = Reader.Replace("jobs", "runs", StringComparison.Ordinal);
        var both = await Task.WhenAll(ApplyAsync(server, two, from: 2), ApplyAsync(server, two, from: 2));
        both.Count(b => b.Status == HttpStatusCode.OK && b.Body.GetProperty("applied_version").ValueKind == JsonValueKind.Number)
            .ShouldBe(1);
    }

    [Attack("POL-09")]
    [Fact]
    public async Task All_agents_of_a_file_change_at_once_or_none()
    {
        await using var server = await HeadgateServer.StartAsync();
        var file = new StringBuilder("agents:\n");
        for (var i = 0; i < 50; i++)
        {
            file.Append(
                $"  agent{i}:\n    grants:\n      - {{capability: jobs, level: {(i == 48 ? "sometimes" : "read")}, everywhere: true}}\n"
            );
        }
        (await ApplyAsync(server, file.ToString())).Status.ShouldBe(HttpStatusCode.BadRequest);
        var agents = server.Services.GetRequiredService<AgentRegistry>();
        (await agents.ListAsync(server.AccountId, Cancellation)).ShouldBeEmpty();
        (await ApplyAsync(server, file.ToString().Replace("sometimes", "read", StringComparison.Ordinal))).Status.ShouldBe(
            HttpStatusCode.OK
        );
        (await agents.ListAsync(server.AccountId, Cancellation)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Recorded_calls_are_rehearsed_against_a_file_and_nothing_is_done()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        var other = await server.CreateProjectAsync("Payroll");
        using var agent = server.ClientFor(
            await server.CreateAgentAsync(
                "reader",
                new NewGrant("jobs", "read"),
                new NewGrant("runs.trigger", "full") { ProjectIds = [project.Id] }
            )
        );
        for (var i = 0; i < 3; i++)
        {
            using var listed = await agent.GetAsync(server.V2 + "jobs/", Cancellation);
            using var got = await agent.GetAsync($"{server.V2}jobs/{other.JobId}/", Cancellation);
            got.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await RuleLab.PostAsync(agent, $"{server.V2}jobs/{project.JobId}/run/", """{"cause":"a"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await RuleLab.PostAsync(agent, $"{server.V2}jobs/{project.JobId}/run/", """{"cause":"b"}""")).Status.ShouldBe(HttpStatusCode.OK);
        using (var denied = await agent.GetAsync(server.V2 + "runs/", Cancellation))
        {
            denied.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        var text = $$"""
            agents:
              reader:
                grants:
                  - {capability: jobs, level: read, project_ids: [{{project.Id}}]}
                  - {capability: runs, level: read, everywhere: true}
                  - capability: runs.trigger
                    level: full
                    everywhere: true
                    when: {arguments: [{field: cause, one_of: [a]}]}
            """;
        var (status, body) = await RuleLab.PostAsync(
            server.Admin,
            $"/api/gate/v1/accounts/{server.AccountId}/policy/simulate/",
            JsonSerializer.Serialize(new { text })
        );
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        var told = body.GetProperty("data");
        (
            told.GetProperty("calls").GetInt64(),
            told.GetProperty("now_denied").GetInt64(),
            told.GetProperty("now_allowed").GetInt64(),
            told.GetProperty("same").GetInt64()
        ).ShouldBe((9, 4, 1, 4), told.ToString());
        var examples = told.GetProperty("denied_examples").EnumerateArray().ToList();
        examples.Select(e => e.GetProperty("operation").GetString()).ShouldBe(["jobs.get", "jobs.trigger"], ignoreOrder: true);
        await using var db = await server.DatabaseAsync();
        (await db.PolicyVersions.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Attack("POL-10")]
    [Attack("POL-11")]
    [Fact]
    public async Task Asking_whether_a_call_would_be_allowed_changes_nothing_and_shows_nothing()
    {
        await using var lab = await RuleLab.StartAsync();
        var other = await lab.Server.CreateProjectAsync("Payroll");
        using var agent = await lab.AgentAsync(
            "asker",
            new GrantConditions
            {
                Approval = new ApprovalCondition(),
                Budget = new DailyBudget { Runs = 1 },
            }
        );
        var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/explain/";
        async Task<JsonElement> ExplainAsync(HttpClient client, string operation, object arguments, long? id = null)
        {
            var (status, body) = await RuleLab.PostAsync(
                client,
                path,
                JsonSerializer.Serialize(
                    new
                    {
                        operation,
                        arguments,
                        agent_id = id,
                    }
                )
            );
            status.ShouldBe(HttpStatusCode.OK, body.ToString());
            return body.GetProperty("data");
        }
        for (var i = 0; i < 30; i++)
        {
            var told = await ExplainAsync(agent, "jobs.trigger", new { job_id = lab.Project.JobId, cause = "x" });
            told.GetProperty("outcome").GetString().ShouldBe("allowed");
            told.GetProperty("terms").GetString()!.ShouldContain("at most 1 runs a day, after a person has approved the call");
            (await ExplainAsync(agent, "jobs.create", new { })).GetProperty("outcome").GetString().ShouldBe("denied");
        }
        var hidden = await ExplainAsync(agent, "jobs.get", new { job_id = other.JobId });
        var missing = await ExplainAsync(agent, "jobs.get", new { job_id = 999999 });
        hidden.ToString().ShouldBe(missing.ToString());
        hidden.GetProperty("reason").GetString().ShouldBe("not-found");
        await using (var db = await lab.Server.DatabaseAsync())
        {
            (await db.Runs.AnyAsync(Cancellation)).ShouldBeFalse();
            (await db.Approvals.AnyAsync(Cancellation)).ShouldBeFalse();
            (await db.BudgetUses.AnyAsync(Cancellation)).ShouldBeFalse();
        }
        var view = (await lab.Server.Services.GetRequiredService<AgentRegistry>().ListAsync(lab.Server.AccountId, Cancellation)).Single();
        var why = await ExplainAsync(lab.Server.Admin, "jobs.get", new { job_id = other.JobId }, view.Id);
        why.GetProperty("reason").GetString().ShouldBe("out-of-scope");
        why.GetProperty("message").GetString()!.ShouldContain("its grants hold only in");
        var (forOther, _) = await RuleLab.PostAsync(agent, path, """{"operation":"jobs.list","agent_id":999}""");
        forOther.ShouldBe(HttpStatusCode.BadRequest);
        // A run that is hidden, and the nodes of a job that is, are told to nobody either.
        var run = await other.AddRunAsync(lab.Server, Store.Model.RunStatus.Success);
        (await ExplainAsync(agent, "runs.get", new { run_id = run }))
            .ToString()
            .ShouldBe((await ExplainAsync(agent, "runs.get", new { run_id = 999999 })).ToString());
        (await ExplainAsync(agent, "jobs.trigger", new { job_id = other.JobId, cause = "x" }))
            .ToString()
            .ShouldBe((await ExplainAsync(agent, "jobs.trigger", new { job_id = 999999, cause = "x" })).ToString());
        // Recorded traffic is rehearsed by who may read all of it, and by nobody else.
        foreach (var set in (string[])["developer", "job_admin", "account_viewer"])
        {
            using var person = lab.Server.ClientFor(await lab.Server.CreateServiceTokenAsync(set));
            var (rehearsed, told) = await RuleLab.PostAsync(
                person,
                $"/api/gate/v1/accounts/{lab.Server.AccountId}/policy/simulate/",
                JsonSerializer.Serialize(new { text = Reader })
            );
            rehearsed.ShouldBe(HttpStatusCode.Forbidden, set);
            told.ToString().ShouldNotContain("example");
        }
    }

    [Theory]
    [InlineData("analytics-agent.yaml")]
    [InlineData("ci-agent.yaml")]
    [InlineData("on-call-agent.yaml")]
    public async Task The_samples_pass_their_tests_and_can_be_applied(string name)
    {
        await using var server = await HeadgateServer.StartAsync();
        await server.CreateProjectAsync("Orchard");
        var text = await File.ReadAllTextAsync(Path.Combine(Samples, name), Cancellation);
        var (_, plan) = await CheckAsync(server, text);
        plan.GetProperty("faults").GetArrayLength().ShouldBe(0, plan.ToString());
        plan.GetProperty("tests").EnumerateArray().ShouldAllBe(t => t.GetProperty("passed").GetBoolean(), plan.ToString());
        (await ApplyAsync(server, text)).Status.ShouldBe(HttpStatusCode.OK);
        (await CheckAsync(server, text)).Body.GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    private static string Samples
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Headgate.slnx")))
            {
                folder = folder.Parent;
            }
            return Path.Combine(folder.FullName, "samples", "policies");
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> CheckAsync(HeadgateServer server, string text)
    {
        var (status, body) = await RuleLab.PostAsync(
            server.Admin,
            $"/api/gate/v1/accounts/{server.AccountId}/policy/check/",
            JsonSerializer.Serialize(new { text })
        );
        return (status, status == HttpStatusCode.OK ? body.GetProperty("data") : body);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ApplyAsync(
        HeadgateServer server,
        string text,
        string? note = null,
        bool drift = false,
        int? from = null
    )
    {
        var (status, body) = await RuleLab.PostAsync(
            server.Admin,
            $"/api/gate/v1/accounts/{server.AccountId}/policy/",
            JsonSerializer.Serialize(
                new
                {
                    text,
                    note,
                    take_back_drift = drift,
                    base_version = from,
                }
            )
        );
        return (status, status == HttpStatusCode.OK ? body.GetProperty("data") : body);
    }

    /// <summary>One server for all files that are refused.</summary>
    public sealed class SharedServer : IAsyncLifetime
    {
        public HeadgateServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await HeadgateServer.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
