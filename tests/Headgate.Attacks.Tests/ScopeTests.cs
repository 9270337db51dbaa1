using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class ScopeTests(StandingServer server)
{
    private static string Run => A1 + "/jobs/1000/run/";

    [Fact]
    public async Task SCOPE_01_job_of_another_project()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var foreign = await c.GetAsync(A1 + "/jobs/2000/", "KR");
        var missing = await c.GetAsync(A1 + "/jobs/999999/", "KR");
        (foreign.Status, foreign.Text).ShouldBe((404, missing.Text));
        var records = c.Records();
        records[0].Reason.ShouldBe("out-of-scope");
        records[0].Path!.Project.ShouldBe(20);
    }

    [Fact]
    public Task SCOPE_02_path_and_body_disagree() =>
        ArgumentAsync(
            "KJ",
            A1 + "/jobs/1000/",
            JobBody().Replace("\"project_id\":10", "\"project_id\":20", StringComparison.Ordinal),
            "project_id"
        );

    [Fact]
    public Task SCOPE_03_move_in() => MissingAsync("KJ", "POST", A1 + "/jobs/2000/", """{"project_id":10}""");

    [Fact]
    public Task SCOPE_04_other_environment() =>
        ArgumentAsync(
            "KJ",
            A1 + "/jobs/1000/",
            JobBody().Replace("\"environment_id\":100", "\"environment_id\":200", StringComparison.Ordinal),
            "environment_id"
        );

    [Fact]
    public async Task SCOPE_04_the_refusal_is_the_same_whether_the_environment_exists()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var exists = await c.PostAsync(A1 + "/jobs/1000/", "KJ", """{"environment_id":200}""");
        var missing = await c.PostAsync(A1 + "/jobs/1000/", "KJ", """{"environment_id":987654}""");
        (exists.Status, exists.Text).ShouldBe((403, missing.Text));
    }

    [Fact]
    public async Task SCOPE_05_environment_of_another_project_by_a_full_power_token()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            A1 + "/jobs/1000/",
            server.Admin,
            JobBody().Replace("\"environment_id\":100", "\"environment_id\":200", StringComparison.Ordinal)
        );
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Fact]
    public Task SCOPE_06_staging_agent_to_production() =>
        ArgumentAsync("KS", A1 + "/jobs/1001/", """{"environment_id":100}""", "environment_id");

    [Fact]
    public Task SCOPE_07_trigger_another_job() =>
        DeniedAsync("KT", "POST", A1 + "/jobs/1001/run/", """{"cause":"x"}""", "action-not-granted");

    [Fact]
    public Task SCOPE_08_rerun_as_a_second_door() => DeniedAsync("KJ", "POST", A1 + "/jobs/1000/rerun/", "{}", "action-not-granted");

    [Fact]
    public Task SCOPE_09_cancel_with_Read() => DeniedAsync("KR", "POST", A1 + "/runs/5001/cancel/", null, "action-not-granted");

    [Fact]
    public Task SCOPE_10_run_whose_job_is_out_of_scope() => MissingAsync("KR", "GET", A1 + "/runs/6000/", null);

    [Fact]
    public Task SCOPE_11_steps_override() =>
        OverrideAsync("""{"cause":"x","steps_override":["dbt run-operation drop_schema"]}""", "steps_override");

    [Theory]
    [InlineData("bash -c id")]
    [InlineData("/bin/sh")]
    [InlineData("dbt build\\ncurl http://x")]
    public async Task SCOPE_14_step_that_is_no_dbt_command(string step)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Run, server.Admin, $$"""{"cause":"x","steps_override":["{{step}}"]}""");
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Fact]
    public Task SCOPE_15_branch_override() => OverrideAsync("""{"cause":"x","git_branch":"attacker/branch"}""", "git_branch");

    [Theory]
    [InlineData("git_sha", "--upload-pack=touch /tmp/x")]
    [InlineData("git_branch", "-oProxyCommand=x")]
    public async Task SCOPE_16_commit_override_and_option_injection(string field, string value)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Run, server.Admin, $$"""{"cause":"x","{{field}}":"{{value}}"}""")).Status.ShouldBe(400);
    }

    [Fact]
    public Task SCOPE_17_schema_override() => OverrideAsync("""{"cause":"x","schema_override":"PROD"}""", "schema_override");

    [Theory]
    [InlineData("x\\\"; drop schema prod; --")]
    [InlineData("a`b")]
    [InlineData("a'b")]
    public async Task SCOPE_18_SQL_in_schema_override(string schema)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(Run, server.Admin, $$"""{"cause":"x","schema_override":"{{schema}}"}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task SCOPE_19_Jinja_in_text()
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
    }

    [Fact]
    public Task SCOPE_21_target_override() => OverrideAsync("""{"cause":"x","target_name_override":"prod"}""", "target_name_override");

    [Fact]
    public Task SCOPE_22_version_override() =>
        OverrideAsync("""{"cause":"x","dbt_version_override":"1.0.0-known-bad"}""", "dbt_version_override");

    [Fact]
    public async Task SCOPE_23_list_without_filter()
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

    [Theory]
    [InlineData("/jobs/?project_id=20")]
    [InlineData("/runs/?environment_id=200")]
    [InlineData("/runs/?job_definition_id=2000")]
    public async Task SCOPE_24_list_by_foreign_filter(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(A1 + path, "KR");
        answer.Status.ShouldBe(200);
        Ids(answer).ShouldBeEmpty();
        Total(answer).ShouldBe(0);
    }

    [Fact]
    public async Task SCOPE_25_list_by_many_ids()
    {
        await using var c = await AttackCase.BeginAsync(server);
        Ids(await c.GetAsync(A1 + "/runs/?pk__in=5000,6000", "KR")).ShouldNotContain(6000);
        Ids(await c.GetAsync(A1 + "/jobs/?project_id__in=10,20&order_by=id", "KR")).ShouldNotContain(2000);
        Ids(await c.GetAsync(A1 + "/jobs/?pk__in=1000,2000", "KR")).ShouldNotContain(2000);
    }

    [Fact]
    public async Task SCOPE_26_paging_past_the_filter()
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

    [Fact]
    public async Task SCOPE_27_related_objects()
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

    [Theory]
    [InlineData("include_related=Job")]
    [InlineData("include_related=job,job")]
    [InlineData("include_related=job%2Crun_steps")]
    [InlineData("include_related=[%22job%22")]
    [InlineData("include_related=job&include_related=environment")]
    public async Task SCOPE_29_related_spelled_oddly(string query)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync($"{A1}/runs/5000/?{query}", "KT");
        answer.Status.ShouldBeOneOf(200, 400);
        answer.Text.ShouldNotContain("Production");
    }

    [Fact]
    public async Task SCOPE_28_related_objects_in_lists()
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

    [Fact]
    public async Task SCOPE_35_wildcard_scope_text()
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

    [Fact]
    public async Task SCOPE_30_debug_logs_by_a_step()
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

    [Fact]
    public Task SCOPE_31_artifact_by_job() => MissingAsync("KR", "GET", A1 + "/jobs/2000/artifacts/manifest.json", null);

    [Fact]
    public Task SCOPE_32_artifact_that_holds_others_text() =>
        DeniedAsync("KT", "GET", A1 + "/runs/5000/artifacts/manifest.json", null, "area-off");

    [Theory]
    [InlineData("/api/v3/accounts/1/group-permissions/1/")]
    [InlineData("/api/v3/accounts/1/service-tokens/1/permissions/")]
    public Task SCOPE_33_grant_oneself_more(string path) => DeniedAsync("KJ", "POST", path, "[]", "area-off");

    [Theory]
    [InlineData("GET", "/agents/", "K0")]
    [InlineData("GET", "/agents/", "KA")]
    [InlineData("POST", "/agents/", "KJ")]
    [InlineData("GET", "/records/", "KR")]
    [InlineData("GET", "/agents/1/grants/", "KR")]
    public async Task SCOPE_34_the_gates_own_management_API(string method, string path, string key)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(method, G1 + path, key, method == "POST" ? """{"name":"x"}""" : null)).Status.ShouldBe(403);
        c.Recorded("Denied", "wrong-realm");
    }

    [Fact]
    public async Task SCOPE_34_an_agent_grants_itself_nothing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var path = $"{G1}/agents/{server.Agents["KA"]}/grants/";
        (await c.PostAsync(path, "KA", """{"capability":"jobs","level":"full"}""")).Status.ShouldBe(403);
        c.Recorded("Denied", "wrong-realm");
    }

    [Fact]
    public async Task SCOPE_36_deleted_and_re_created_thing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(200);
        await MoveJobAsync(1001, 20, 200);
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(404);
        await MoveJobAsync(1001, 10, 101);
        (await c.GetAsync(A1 + "/jobs/1001/", "KR")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task SCOPE_40_account_wide_thing_with_a_narrow_scope()
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
