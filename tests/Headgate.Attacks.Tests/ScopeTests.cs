using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class ScopeTests(StandingServer server)
{
    private static string Run => A1 + "/jobs/1000/run/";

    [Attack("SCOPE-01")]
    [Fact]
    public async Task A_job_of_another_project_is_answered_like_one_that_does_not_exist()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var foreign = await c.GetAsync(A1 + "/jobs/2000/", "KR");
        var missing = await c.GetAsync(A1 + "/jobs/999999/", "KR");
        (foreign.Status, foreign.Text).ShouldBe((404, missing.Text));
        var records = c.Records();
        records[0].Reason.ShouldBe("out-of-scope");
        records[0].Path!.Project.ShouldBe(20);
    }

    [Attack("SCOPE-02")]
    [Fact]
    public Task A_job_cannot_be_moved_out_of_its_project() =>
        ArgumentAsync(
            "KJ",
            A1 + "/jobs/1000/",
            JobBody().Replace("\"project_id\":10", "\"project_id\":20", StringComparison.Ordinal),
            "project_id"
        );

    [Attack("SCOPE-03")]
    [Fact]
    public Task A_job_out_of_scope_cannot_be_moved_in() => MissingAsync("KJ", "POST", A1 + "/jobs/2000/", """{"project_id":10}""");

    [Attack("SCOPE-04")]
    [Fact]
    public Task A_job_cannot_be_moved_to_an_environment_out_of_scope() =>
        ArgumentAsync(
            "KJ",
            A1 + "/jobs/1000/",
            JobBody().Replace("\"environment_id\":100", "\"environment_id\":200", StringComparison.Ordinal),
            "environment_id"
        );

    [Attack("SCOPE-04")]
    [Fact]
    public async Task The_refusal_is_the_same_whether_the_environment_exists()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var exists = await c.PostAsync(A1 + "/jobs/1000/", "KJ", """{"environment_id":200}""");
        var missing = await c.PostAsync(A1 + "/jobs/1000/", "KJ", """{"environment_id":987654}""");
        (exists.Status, exists.Text).ShouldBe((403, missing.Text));
    }

    [Attack("SCOPE-05")]
    [Fact]
    public async Task An_environment_of_another_project_is_refused_even_to_an_administrator()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            A1 + "/jobs/1000/",
            server.Admin,
            JobBody().Replace("\"environment_id\":100", "\"environment_id\":200", StringComparison.Ordinal)
        );
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Attack("SCOPE-06")]
    [Fact]
    public Task An_agent_of_staging_cannot_move_a_job_to_production() =>
        ArgumentAsync("KS", A1 + "/jobs/1001/", """{"environment_id":100}""", "environment_id");

    [Attack("SCOPE-07")]
    [Fact]
    public Task An_agent_that_may_trigger_one_job_cannot_trigger_another() =>
        DeniedAsync("KT", "POST", A1 + "/jobs/1001/run/", """{"cause":"x"}""", "action-not-granted");

    [Attack("SCOPE-08")]
    [Fact]
    public Task A_rerun_needs_the_right_to_trigger() => DeniedAsync("KJ", "POST", A1 + "/jobs/1000/rerun/", "{}", "action-not-granted");

    [Attack("SCOPE-09")]
    [Fact]
    public Task Cancelling_a_run_needs_more_than_Read() => DeniedAsync("KR", "POST", A1 + "/runs/5001/cancel/", null, "action-not-granted");

    [Attack("SCOPE-10")]
    [Fact]
    public Task A_run_of_a_job_out_of_scope_is_404() => MissingAsync("KR", "GET", A1 + "/runs/6000/", null);

    [Attack("SCOPE-11")]
    [Fact]
    public Task Other_steps_need_a_right_of_their_own() =>
        OverrideAsync("""{"cause":"x","steps_override":["dbt run-operation drop_schema"]}""", "steps_override");

    [Attack("SCOPE-14")]
    [Theory]
    [InlineData("bash -c id")]
    [InlineData("/bin/sh")]
    [InlineData("dbt build\\ncurl http://x")]
    public async Task A_step_that_is_no_dbt_command_is_refused_with_400(string step)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Run, server.Admin, $$"""{"cause":"x","steps_override":["{{step}}"]}""");
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Attack("SCOPE-15")]
    [Fact]
    public Task Another_branch_needs_a_right_of_its_own() =>
        OverrideAsync("""{"cause":"x","git_branch":"attacker/branch"}""", "git_branch");

    [Attack("SCOPE-16")]
    [Theory]
    [InlineData("git_sha", "--upload-pack=touch /tmp/x")]
    [InlineData("git_branch", "-oProxyCommand=x")]
    public async Task A_commit_or_branch_that_begins_like_an_option_is_refused_with_400(string field, string value)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Run, server.Admin, $$"""{"cause":"x","{{field}}":"{{value}}"}""")).Status.ShouldBe(400);
    }

    [Attack("SCOPE-17")]
    [Fact]
    public Task Another_schema_needs_a_right_of_its_own() => OverrideAsync("""{"cause":"x","schema_override":"PROD"}""", "schema_override");

    [Attack("SCOPE-18")]
    [Theory]
    [InlineData("x\\\"; drop schema prod; --")]
    [InlineData("a`b")]
    [InlineData("a'b")]
    [InlineData("FOUR-THOUSAND")]
    public async Task SQL_in_a_schemas_name_is_refused_with_400(string schema)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var sent = schema == "FOUR-THOUSAND" ? new string('s', 4096) : schema;
        (await c.PostAsync(Run, server.Admin, $$"""{"cause":"x","schema_override":"{{sent}}"}""")).Status.ShouldBe(400);
    }

    [Attack("SCOPE-19")]
    [Fact]
    public async Task Jinja_in_a_name_stays_text()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        const string name = "{{ env_var('DBT_ENV_SECRET_X') }}{% set x = 1 %}";
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(name)))
            .Json.GetProperty("data")
            .GetProperty("name")
            .GetString()
            .ShouldBe(name);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody())).Status.ShouldBe(200);
        c.Records()[1].Path!.JobName.ShouldBe(name);
        var run = (await c.PostAsync(Run, "KT", $$"""{"cause":"{{name}}"}""")).Json.GetProperty("data");
        run.GetProperty("trigger").GetProperty("cause").GetString().ShouldBe(name);
        await using var db = server.Database();
        await db.Runs.Where(r => r.Id == run.GetProperty("id").GetInt64()).ExecuteDeleteAsync();
    }

    [Attack("SCOPE-21")]
    [Fact]
    public Task Another_target_needs_a_right_of_its_own() =>
        OverrideAsync("""{"cause":"x","target_name_override":"prod"}""", "target_name_override");

    [Attack("SCOPE-22")]
    [Fact]
    public Task Another_version_of_dbt_needs_a_right_of_its_own() =>
        OverrideAsync("""{"cause":"x","dbt_version_override":"1.0.0-known-bad"}""", "dbt_version_override");

    [Attack("SCOPE-22")]
    [Fact]
    public async Task A_version_of_dbt_that_nobody_knows_is_refused_with_400_where_it_may_be_chosen()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Run, server.Admin, """{"cause":"x","dbt_version_override":"1.0.0-known-bad"}""");
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("dbt_version_override");
    }

    [Attack("SCOPE-23")]
    [Fact]
    public async Task Lists_show_and_count_only_what_is_in_scope()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(A1 + "/jobs/?order_by=id", "KR");
        Ids(answer).ShouldBe([1000, 1001]);
        Total(answer).ShouldBe(2);
        Ids(await c.GetAsync(A1 + "/runs/?order_by=id", "KR")).ShouldNotContain(6000);
        Total(await c.GetAsync(A1 + "/runs/", "KR")).ShouldBe(Ids(await c.GetAsync(A1 + "/runs/", "KR")).Count);
        Ids(await c.GetAsync(B1 + "/projects/", "KR")).ShouldBe([10]);
        Ids(await c.GetAsync(B1 + "/projects/10/environments/?order_by=id", "KR")).ShouldBe([100, 101]);
    }

    [Attack("SCOPE-24")]
    [Theory]
    [InlineData("/jobs/?project_id=20")]
    [InlineData("/runs/?environment_id=200")]
    [InlineData("/runs/?job_definition_id=2000")]
    public async Task A_filter_by_something_out_of_scope_gives_an_empty_list(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(A1 + path, "KR");
        answer.Status.ShouldBe(200);
        Ids(answer).ShouldBeEmpty();
        Total(answer).ShouldBe(0);
    }

    [Attack("SCOPE-25")]
    [Fact]
    public async Task Filters_by_many_ids_show_only_those_in_scope()
    {
        await using var c = await AttackCase.BeginAsync(server);
        Ids(await c.GetAsync(A1 + "/runs/?pk__in=5000,6000", "KR")).ShouldNotContain(6000);
        Ids(await c.GetAsync(A1 + "/jobs/?project_id__in=10,20&order_by=id", "KR")).ShouldNotContain(2000);
        Ids(await c.GetAsync(A1 + "/jobs/?pk__in=1000,2000", "KR")).ShouldNotContain(2000);
    }

    [Attack("SCOPE-26")]
    [Fact]
    public async Task Pages_show_each_visible_job_once_and_no_holes()
    {
        await using var c = await AttackCase.BeginAsync(server);
        List<long> seen = [];
        for (var offset = 0; offset < 4; offset++)
        {
            var page = await c.GetAsync($"{A1}/jobs/?limit=1&offset={offset}&order_by=id", "KR");
            Total(page).ShouldBe(2);
            seen.AddRange(Ids(page));
        }
        seen.ShouldBe([1000, 1001]);
    }

    [Attack("SCOPE-27")]
    [Fact]
    public async Task Related_objects_that_are_not_granted_are_left_out()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(
            A1 + "/runs/5000/?include_related=[\"trigger\",\"job\",\"environment\",\"repository\",\"debug_logs\"]",
            "KT"
        );
        answer.Status.ShouldBe(200, answer.Text);
        var data = answer.Json.GetProperty("data");
        (
            data.TryGetProperty("environment", out var environment) && environment.ValueKind == System.Text.Json.JsonValueKind.Object
        ).ShouldBeFalse();
        (
            data.TryGetProperty("repository", out var repository) && repository.ValueKind == System.Text.Json.JsonValueKind.Object
        ).ShouldBeFalse();
        data.GetProperty("job").GetProperty("id").GetInt64().ShouldBe(1000);
    }

    [Attack("SCOPE-29")]
    [Theory]
    [InlineData("include_related=Job")]
    [InlineData("include_related=job,job")]
    [InlineData("include_related=job%2Crun_steps")]
    [InlineData("include_related=[%22job%22")]
    [InlineData("include_related=job&include_related=environment")]
    public async Task However_related_objects_are_spelled_those_not_granted_stay_out(string query)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync($"{A1}/runs/5000/?{query}", "KT");
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldNotContain("Production");
    }

    [Attack("SCOPE-28")]
    [Fact]
    public async Task Related_objects_in_a_list_are_withheld_without_their_grant()
    {
        await using (var db = server.Database())
        {
            var project = (await db.Projects.FindAsync(10L))!;
            if (project.ConnectionId is null)
            {
                var connection = new Headgate.Store.Model.Connection
                {
                    AccountId = 1,
                    Name = "Sales warehouse",
                    AdapterVersion = "duckdb_v0",
                    Config = """{"path":"secret-place.duckdb"}""",
                };
                db.Add(connection);
                await db.SaveChangesAsync();
                project.ConnectionId = connection.Id;
                await db.SaveChangesAsync();
            }
        }
        var issued = await server.Registry.CreateAsync(1, new("projects only"), ChangeActor.Operator, CancellationToken.None);
        var grant = new NewGrant("projects", "read") { ProjectIds = [10] };
        (
            await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
        ).Fault.ShouldBeNull();
        await using var c = await AttackCase.BeginAsync(server);
        const string Path = "/projects/?include_related=[\"connection\",\"repository\"]";
        var withheld = await c.GetAsync(B1 + Path, issued.Value.Secret.Reveal());
        withheld.Status.ShouldBe(200, withheld.Text);
        withheld.Text.ShouldNotContain("warehouse");
        withheld.Text.ShouldNotContain("secret-place");
        var project10 = withheld.Json.GetProperty("data")[0];
        project10.GetProperty("connection").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await c.GetAsync(B1 + Path, "KR")).Text.ShouldContain("Sales warehouse");
    }

    [Attack("SCOPE-35")]
    [Fact]
    public async Task A_grant_on_project_1_does_not_reach_10_or_100()
    {
        await using (var db = server.Database())
        {
            if (await db.Projects.FindAsync(1L) is null)
            {
                db.Projects.AddRange(
                    new Headgate.Store.Model.Project
                    {
                        Id = 1,
                        AccountId = 1,
                        Name = "One",
                    },
                    new Headgate.Store.Model.Project
                    {
                        Id = 100,
                        AccountId = 1,
                        Name = "Hundred",
                    }
                );
                await db.SaveChangesAsync();
            }
        }
        var issued = await server.Registry.CreateAsync(1, new("project one"), ChangeActor.Operator, CancellationToken.None);
        var grant = new NewGrant("projects", "read") { ProjectIds = [1] };
        (
            await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
        ).Fault.ShouldBeNull();
        await using (var c = await AttackCase.BeginAsync(server))
        {
            var key = issued.Value.Secret.Reveal();
            Ids(await c.GetAsync(B1 + "/projects/", key)).ShouldBe([1]);
            (await c.GetAsync(B1 + "/projects/1/", key)).Status.ShouldBe(200);
            (await c.GetAsync(B1 + "/projects/10/", key)).Status.ShouldBe(404);
            (await c.GetAsync(B1 + "/projects/100/", key)).Status.ShouldBe(404);
        }
        await using (var db = server.Database())
        {
            db.Projects.RemoveRange(db.Projects.Where(p => p.Id == 1 || p.Id == 100));
            await db.SaveChangesAsync();
        }
    }

    [Attack("SCOPE-30")]
    [Fact]
    public async Task The_logs_of_a_step_out_of_scope_are_404()
    {
        await using (var db = server.Database())
        {
            if (await db.RunSteps.FindAsync(6001L) is null)
            {
                db.RunSteps.Add(
                    new Headgate.Store.Model.RunStep
                    {
                        Id = 6001,
                        RunId = 6000,
                        AccountId = 1,
                        Index = 1,
                        Name = "dbt build",
                    }
                );
                await db.SaveChangesAsync();
            }
        }
        await MissingAsync("KR", "GET", A1 + "/steps/6001/?include_related=debug_logs", null);
    }

    [Attack("SCOPE-31")]
    [Fact]
    public Task Artifacts_by_a_job_out_of_scope_are_404() => MissingAsync("KR", "GET", A1 + "/jobs/2000/artifacts/manifest.json", null);

    [Attack("SCOPE-32")]
    [Fact]
    public Task Artifacts_need_the_right_to_read_metadata() =>
        DeniedAsync("KT", "GET", A1 + "/runs/5000/artifacts/manifest.json", null, "area-off");

    [Attack("SCOPE-33")]
    [Theory]
    [InlineData("/api/v3/accounts/1/group-permissions/1/")]
    [InlineData("/api/v3/accounts/1/service-tokens/1/permissions/")]
    public Task An_agent_cannot_give_permissions_by_groups_or_tokens(string path) => DeniedAsync("KJ", "POST", path, "[]", "area-off");

    [Attack("SCOPE-34")]
    [Theory]
    [InlineData("GET", "/agents/", "K0")]
    [InlineData("GET", "/agents/", "KA")]
    [InlineData("POST", "/agents/", "KJ")]
    [InlineData("GET", "/records/", "KR")]
    [InlineData("GET", "/agents/1/grants/", "KR")]
    public async Task No_key_of_an_agent_opens_the_gates_own_API(string method, string path, string key)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(method, G1 + path, key, method == "POST" ? """{"name":"x"}""" : null)).Status.ShouldBe(403);
        c.Recorded("Denied", "wrong-realm");
    }

    [Attack("SCOPE-34")]
    [Fact]
    public async Task An_agent_grants_itself_nothing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var path = $"{G1}/agents/{server.Agents["KA"]}/grants/";
        (await c.PostAsync(path, "KA", """{"capability":"jobs","level":"full"}""")).Status.ShouldBe(403);
        c.Recorded("Denied", "wrong-realm");
    }

    [Attack("SCOPE-36")]
    [Fact]
    public async Task A_job_that_now_belongs_to_another_project_is_404_at_once()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(200);
        await MoveJobAsync(1001, 20, 200);
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(404);
        await MoveJobAsync(1001, 10, 101);
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(200);
    }

    [Attack("SCOPE-40")]
    [Fact]
    public async Task A_grant_on_a_project_opens_no_list_of_the_whole_account()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(B1 + "/groups/", "KR")).Status.ShouldBe(403);
        (await c.GetAsync(B1 + "/users/", "KR")).Status.ShouldBe(403);
        (await c.GetAsync(B1 + "/service-tokens/", "KR")).Status.ShouldBe(403);
        c.AllRecorded("Denied", "scope-not-applicable", 3);
    }

    private async Task MoveJobAsync(long id, long project, long environment)
    {
        await using var db = server.Database();
        var job = (await db.Jobs.FindAsync(id))!;
        job.ProjectId = project;
        job.EnvironmentId = environment;
        await db.SaveChangesAsync();
    }

    private static List<long> Ids(RawAnswer answer)
    {
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Json.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];
    }

    private static long Total(RawAnswer answer) =>
        answer.Json.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt64();

    private async Task ArgumentAsync(string key, string path, string body, string argument)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(path, key, body);
        answer.Status.ShouldBe(403, answer.Text);
        answer.UserMessage.ShouldContain(argument);
        c.Recorded("Denied", "argument-out-of-scope").Other!["argument"].GetString().ShouldBe(argument);
    }

    private async Task OverrideAsync(string body, string argument)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Run, "KT", body);
        answer.Status.ShouldBe(403, answer.Text);
        answer.UserMessage.ShouldContain(argument);
        c.Recorded("Denied", "argument-not-granted").Other!["argument"].GetString().ShouldBe(argument);
    }

    private async Task DeniedAsync(string key, string method, string path, string? body, string reason)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync(method, path, key, body);
        answer.Status.ShouldBe(403, answer.Text);
        c.Recorded("Denied", reason);
    }

    private async Task MissingAsync(string key, string method, string path, string? body)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync(method, path, key, body);
        answer.Status.ShouldBe(404, answer.Text);
        c.Recorded("Denied", "out-of-scope");
    }
}
