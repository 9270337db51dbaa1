using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests.EnvironmentVariables;

/// <summary>Environment variables as a way to other projects, to what a grant does not cover, and to secrets.</summary>
[Collection("attacks")]
public sealed class VariableTests(StandingServer server)
{
    private const string Secret = "canary-variable-51c0ffee";

    private static string In(long project) => $"{B1}/projects/{project}/environment-variables/";

    [Attack("SCOPE-38")]
    [Fact]
    public async Task Variables_of_another_project_are_not_there()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var foreign = await c.GetAsync(In(20) + "environment/", "KR");
        var missing = await c.GetAsync(In(987_654) + "environment/", "KR");
        (foreign.Status, foreign.Text).ShouldBe((404, missing.Text));
        var records = c.Records();
        (records[0].Decision, records[0].Reason).ShouldBe(("Denied", "out-of-scope"));
        records[0].Path!.Project.ShouldBe(20);
    }

    [Attack("SCOPE-38")]
    [Fact]
    public async Task A_job_or_a_value_of_another_project_is_not_there_either()
    {
        var foreign = await ValueAsync(20, "DBT_FOREIGN", "environment", 200);
        var key = await AgentAsync(new NewGrant("environment_variables", "full") { ProjectIds = [10] });
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(In(10) + "job/?job_definition_id=2000", key)).Status.ShouldBe(404);
        (await c.GetAsync(In(20) + "job/?job_definition_id=2000", key)).Status.ShouldBe(404);
        foreach (var project in new[] { 10, 20 })
        {
            (await c.SendAsync("DELETE", $"{In(project)}{foreign}/", key, null)).Status.ShouldBe(404);
            (await c.PostAsync($"{In(project)}{foreign}/", key, Body(project, "DBT_FOREIGN", "environment", "x"))).Status.ShouldBe(404);
        }
        (await OfAsync(foreign)).ShouldBe((RowState.Active, "before"));
    }

    [Attack("SCOPE-39")]
    [Fact]
    public async Task A_bulk_change_that_names_a_value_of_another_project_changes_nothing()
    {
        var own = await ValueAsync(10, "DBT_MIXED", "environment", 100);
        var foreign = await ValueAsync(20, "DBT_MIXED", "environment", 200);
        var key = await AgentAsync(new NewGrant("environment_variables", "full") { ProjectIds = [10] });
        var token = server.Admin;
        await using var c = await AttackCase.BeginAsync(server);
        var mixed = $$$"""{"env_vars":{"name":"DBT_MIXED","{{{own}}}":"after","{{{foreign}}}":"after"}}""";
        var missing = $$$"""{"env_vars":{"name":"DBT_MIXED","{{{own}}}":"after","987654321":"after"}}""";
        var refused = await c.SendAsync("PUT", In(10) + "bulk/", key, mixed);
        refused.Status.ShouldBe(403, refused.Text);
        (await c.SendAsync("PUT", In(10) + "bulk/", key, missing))
            .Text.Replace("987654321", $"{foreign}", StringComparison.Ordinal)
            .ShouldBe(refused.Text);
        (await c.SendAsync("PUT", In(10) + "bulk/", token, mixed)).Status.ShouldBe(400);
        var records = c.Records();
        (records[0].Decision, records[0].Reason).ShouldBe(("Denied", "argument-out-of-scope"));
        (await OfAsync(own)).ShouldBe((RowState.Active, "before"));
        (await OfAsync(foreign)).ShouldBe((RowState.Active, "before"));
    }

    [Attack("SCOPE-39")]
    [Fact]
    public async Task A_name_that_environments_of_two_projects_have_means_the_one_of_the_path()
    {
        var foreign = await ValueAsync(20, "DBT_NAMED", "environment", 200);
        var key = await AgentAsync(new NewGrant("environment_variables", "full") { ProjectIds = [10] });
        await using var c = await AttackCase.BeginAsync(server);
        var body = """{"env_var":{"new_name":"DBT_NAMED","Production":"after","Payroll only":"after"}}""";
        (await c.PostAsync(In(10) + "bulk/", key, body)).Status.ShouldBe(400);
        (await CountAsync("DBT_NAMED")).ShouldBe(1);
        body = """{"env_var":{"new_name":"DBT_NAMED","Production":"after"}}""";
        (await c.PostAsync(In(10) + "bulk/", key, body)).Status.ShouldBe(200);
        (await OfAsync(foreign)).ShouldBe((RowState.Active, "before"));
        (await CountAsync("DBT_NAMED")).ShouldBe(2);
    }

    [Fact]
    public async Task A_grant_for_one_environment_reaches_its_values_and_no_wider_one()
    {
        var wide = await ValueAsync(10, "DBT_NARROW", "project", null);
        var other = await ValueAsync(10, "DBT_NARROW", "environment", 100);
        var own = await ValueAsync(10, "DBT_NARROW", "environment", 101);
        var key = await AgentAsync(new NewGrant("environment_variables", "full") { EnvironmentIds = [101] });
        await using var c = await AttackCase.BeginAsync(server);
        var read = await c.GetAsync(In(10) + "environment/", key);
        read.Status.ShouldBe(200, read.Text);
        var data = read.Json.GetProperty("data");
        data.GetProperty("environments").GetRawText().ShouldBe("""["project","Staging"]""");
        data.GetProperty("variables").GetProperty("DBT_NARROW").EnumerateObject().Select(v => v.Name).ShouldBe(["Staging"]);

        // The environment of the body is no door to a value of the whole project.
        (await c.PostAsync(In(10), key, Body(10, "DBT_DECOY", "project", "x", "\"environment_id\":101"))).Status.ShouldBe(400);
        (
            await c.PostAsync(In(10), key, Body(10, "DBT_DECOY", "job", "x", "\"environment_id\":101,\"job_definition_id\":1000"))
        ).Status.ShouldBe(403);
        (await c.PostAsync(In(10), key, Body(10, "DBT_DECOY", "project", "x"))).Status.ShouldBe(404);
        (await c.PostAsync(In(10), key, Body(10, "DBT_DECOY", "environment", "x", "\"environment_id\":100"))).Status.ShouldBe(404);
        (await c.PostAsync(In(10) + "bulk/", key, """{"env_var":{"new_name":"DBT_DECOY","Staging":"x"}}""")).Status.ShouldBe(404);
        (await c.SendAsync("PUT", In(10) + "bulk/", key, $$$"""{"env_vars":{"name":"DBT_NARROW","{{{own}}}":"x"}}""")).Status.ShouldBe(404);
        (await c.SendAsync("DELETE", In(10) + "bulk/", key, """{"name":"DBT_NARROW"}""")).Status.ShouldBe(404);
        foreach (var outside in new[] { wide, other })
        {
            (await c.SendAsync("DELETE", $"{In(10)}{outside}/", key, null)).Status.ShouldBe(404);
        }
        (await CountAsync("DBT_DECOY")).ShouldBe(0);
        (await CountAsync("DBT_NARROW")).ShouldBe(3);

        (await c.PostAsync(In(10), key, Body(10, "DBT_OWN", "environment", "x", "\"environment_id\":101"))).Status.ShouldBe(201);
        (await c.SendAsync("DELETE", $"{In(10)}{own}/", key, null)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_grant_for_one_job_reaches_its_values_and_not_those_of_its_environment()
    {
        await ValueAsync(10, "DBT_OF_JOB", "environment", 100);
        var key = await AgentAsync(new NewGrant("environment_variables", "full") { JobIds = [1000] });
        await using var c = await AttackCase.BeginAsync(server);
        var made = await c.PostAsync(In(10), key, Body(10, "DBT_OF_JOB", "job", "mine", "\"job_definition_id\":1000"));
        made.Status.ShouldBe(201, made.Text);
        var read = await c.GetAsync(In(10) + "job/?job_definition_id=1000", key);
        read.Json.GetProperty("data").GetProperty("DBT_OF_JOB").EnumerateObject().Select(l => l.Name).ShouldBe(["job"]);
        (await c.GetAsync(In(10) + "job/?job_definition_id=1001", key)).Status.ShouldBe(404);
        (await c.PostAsync(In(10), key, Body(10, "DBT_OF_JOB", "job", "x", "\"job_definition_id\":1001"))).Status.ShouldBe(404);
        (await c.GetAsync(In(10) + "environment/", key)).Json.GetProperty("data").GetProperty("variables").GetRawText().ShouldBe("{}");
    }

    [Attack("CRED-15")]
    [Attack("CRED-21")]
    [Theory]
    [InlineData("DBT_ENV_SECRET_SHORT", "z9q")]
    [InlineData("DBT_ENV_SECRET_LONG", Secret)]
    public async Task A_secret_is_shown_to_every_caller_as_ten_asterisks(string name, string value)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var made = await c.PostAsync(In(10), server.Admin, Body(10, name, "project", value));
        made.Status.ShouldBe(201, made.Text);
        made.Text.ShouldNotContain(value);
        foreach (var key in new[] { server.Admin, "KR" })
        {
            foreach (var path in new[] { "environment/", "job/?job_definition_id=1000", "user/?user_id=1" })
            {
                var answer = await c.GetAsync(In(10) + path, key);
                answer.Text.ShouldContain(
                    $"\"{name}\":{{\"project\":{{\"id\":{made.Json.GetProperty("data").GetProperty("id")},\"value\":\"**********\"}}}}"
                );
                answer.Text.ShouldNotContain(value);
            }
        }
    }

    [Attack("CRED-22")]
    [Attack("CRED-24")]
    [Fact]
    public async Task No_value_is_in_the_record_and_no_secret_in_any_file()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var name = "DBT_ENV_SECRET_RECORDED";
        (await c.PostAsync(In(10), server.Admin, Body(10, name, "project", Secret))).Status.ShouldBe(201);
        (await c.PostAsync(In(10), "KR", Body(10, name, "project", Secret))).Status.ShouldBe(403);
        (await c.PostAsync(In(10), server.Admin, Body(10, "DBT_CLOUD_X", "project", Secret))).Status.ShouldBe(400);
        var one = $$$"""{"env_var":{"new_name":"DBT_ENV_SECRET_BULK","project":"{{{Secret}}}","Staging":"{{{Secret}}}"}}""";
        (await c.PostAsync(In(10) + "bulk/", server.Admin, one)).Status.ShouldBe(200);
        var list = $$$"""{"env_var":[{"new_name":"DBT_ENV_SECRET_LIST","Staging":"{{{Secret}}}"}]}""";
        (await c.PostAsync(In(10) + "bulk/", server.Admin, list)).Status.ShouldBe(200);
        var change = $$$"""{"env_vars":{"name":"DBT_ENV_SECRET_LIST","project":"{{{Secret}}}","Nowhere":"{{{Secret}}}"}}""";
        (await c.SendAsync("PUT", In(10) + "bulk/", server.Admin, change)).Status.ShouldBe(400);

        var record = string.Join('\n', c.All().Select(r => JsonSerializer.Serialize(r)));
        record.ShouldNotContain(Secret);
        record.ShouldContain("DBT_ENV_SECRET_RECORDED");
        foreach (var told in new[] { "env_var.new_name", "env_var.Staging", "env_var.0.new_name", "env_var.0.Staging", "env_vars.Nowhere" })
        {
            record.ShouldContain(told);
        }
        server.Log.Text.ShouldNotContain(Secret);
        foreach (var (file, bytes) in await LiveFolder.ReadAsync(server.Data, TestContext.Current.CancellationToken))
        {
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)).ShouldBe(-1, $"{file} holds the secret");
        }
    }

    [Attack("BOX-16")]
    [Attack("BOX-18")]
    [Theory]
    [InlineData("DBT_TARGET_PATH")]
    [InlineData("DBT_LOG_PATH")]
    [InlineData("DBT_PROFILES_DIR")]
    [InlineData("DBT_PROJECT_DIR")]
    [InlineData("DBT_STATE")]
    [InlineData("DBT_ENGINE_LOG_PATH")]
    [InlineData("PATH")]
    [InlineData("LD_PRELOAD")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("GIT_SSH_COMMAND")]
    [InlineData("PYTHONSTARTUP")]
    [InlineData("HOME")]
    [InlineData("HTTPS_PROXY")]
    [InlineData("DBT_CLOUD_RUN_ID")]
    [InlineData("DBT_CLOUD_ACCOUNT_ID")]
    [InlineData("DBT_ENV")]
    public async Task A_variable_that_names_a_place_of_the_run_is_refused_when_it_is_saved(string name)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(In(10), server.Admin, Body(10, name, "project", "/"));
        answer.Status.ShouldBe(400, answer.Text);
        answer.Json.GetProperty("data").GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        (await CountAsync(name)).ShouldBe(0);
    }

    private static string Body(long project, string name, string type, string value, string more = "") =>
        $$"""{"account_id":1,"project_id":{{project}},"name":"{{name}}","type":"{{type}}","raw_value":"{{value}}"{{(more.Length > 0 ? "," + more : "")}}}""";

    private async Task<string> AgentAsync(NewGrant grant)
    {
        var made = await server.Registry.CreateAsync(
            1,
            new NewAgent($"variables {Guid.NewGuid():N}"),
            ChangeActor.Operator,
            CancellationToken.None
        );
        (
            await server.Registry.PutGrantAsync(1, made.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
        ).Fault.ShouldBeNull();
        return made.Value.Secret.Reveal();
    }

    private async Task<long> ValueAsync(long project, string name, string type, long? environment)
    {
        await using var db = server.Database();
        var row = new EnvironmentVariable
        {
            AccountId = 1,
            ProjectId = project,
            Name = name,
            Type = type,
            EnvironmentId = environment,
            RawValue = "before",
        };
        db.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    private async Task<(RowState, string?)> OfAsync(long id)
    {
        await using var db = server.Database();
        var row = await db.EnvironmentVariables.AsNoTracking().SingleAsync(v => v.Id == id);
        return (row.State, row.RawValue);
    }

    private async Task<int> CountAsync(string name)
    {
        await using var db = server.Database();
        return await db.EnvironmentVariables.CountAsync(v => v.Name == name && v.State == RowState.Active);
    }
}
