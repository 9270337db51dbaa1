using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>Environment variables, called as Terraform's provider and dbtc call them, against the official description.</summary>
public sealed class EnvironmentVariableEndpointsTests(ConformanceServer shared)
{
    private const string SpecBase = "/api/v3/accounts/{account_id}/projects/{project_id}/environment-variables/";

    private const string Mask = "**********";

    private HeadgateServer Server => shared.Server;

    [Fact]
    public async Task One_value_is_set_read_changed_and_deleted_at_each_place()
    {
        var project = await Server.CreateProjectAsync("Variables one by one");
        var made = await MakeAsync(project, "DBT_REGION", "project", "north");
        made.GetProperty("display_value").GetString().ShouldBe("north");
        made.GetProperty("environment").ValueKind.ShouldBe(JsonValueKind.Null);
        made.TryGetProperty("raw_value", out _).ShouldBeFalse();
        var ofEnvironment = await MakeAsync(project, "DBT_REGION", "environment", "east", ("environment_id", project.ProductionId));
        ofEnvironment.GetProperty("environment").GetProperty("name").GetString().ShouldBe("Production");
        var ofJob = await MakeAsync(project, "DBT_REGION", "job", "west", ("job_definition_id", project.JobId));

        var byEnvironment = await ReadAsync(project, "environment/");
        Texts(byEnvironment.GetProperty("environments")).ShouldBe(["project", "Production", "Staging"]);
        byEnvironment
            .GetProperty("variables")
            .GetRawText()
            .ShouldBe($"{{\"DBT_REGION\":{{\"project\":{Value(made, "north")},\"Production\":{Value(ofEnvironment, "east")}}}}}");
        var atProject = $"\"project\":{Value(made, "north")}";
        (await ReadAsync(project, $"job/?job_definition_id={project.JobId}"))
            .GetRawText()
            .ShouldBe($"{{\"DBT_REGION\":{{{atProject},\"environment\":{Value(ofEnvironment, "east")},\"job\":{Value(ofJob, "west")}}}}}");
        (await ReadAsync(project, $"job/?job_definition_id={project.StagingJobId}"))
            .GetRawText()
            .ShouldBe($"{{\"DBT_REGION\":{{{atProject}}}}}");

        var changed = await shared.ConformAsync(
            "POST",
            $"{Path(project)}{Id(ofJob)}/",
            "v3",
            SpecBase + "{id}/",
            Body(project, "DBT_REGION", "job", "south", ("job_definition_id", project.JobId), ("id", Id(ofJob)))
        );
        changed.GetProperty("display_value").GetString().ShouldBe("south");
        var (status, deleted) = await shared.SendAsync("DELETE", $"{Path(project)}{Id(ofJob)}/");
        status.ShouldBe(200);
        deleted.GetProperty("data").GetProperty("state").GetInt32().ShouldBe(2);
        (await ReadAsync(project, $"job/?job_definition_id={project.JobId}"))
            .GetProperty("DBT_REGION")
            .TryGetProperty("job", out _)
            .ShouldBeFalse();
        (await shared.SendAsync("DELETE", $"{Path(project)}{Id(ofJob)}/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Terraform_creates_a_variable_changes_it_by_ids_and_deletes_it_by_name()
    {
        var project = await Server.CreateProjectAsync("Variables of Terraform");
        var (status, answer) = await shared.SendAsync(
            "POST",
            Path(project) + "bulk/",
            new
            {
                env_var = new Dictionary<string, string?>
                {
                    ["new_name"] = "DBT_SIZE",
                    ["project"] = "s",
                    ["Production"] = "xl",
                },
            }
        );
        status.ShouldBe(200, answer.GetRawText());
        answer.GetProperty("data").GetProperty("new_var_ids").GetArrayLength().ShouldBe(2);
        answer.GetProperty("data").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        var values = (await ReadAsync(project, "environment/")).GetProperty("variables").GetProperty("DBT_SIZE");

        // As its update does it: ids of what there is, an empty text for what shall go, names for what is new.
        var changed = await shared.ConformAsync(
            "PUT",
            Path(project) + "bulk/",
            "v3",
            SpecBase + "bulk/",
            new
            {
                env_vars = new Dictionary<string, string?>
                {
                    ["name"] = "DBT_SIZE",
                    [$"{Id(values.GetProperty("project"))}"] = "m",
                    [$"{Id(values.GetProperty("Production"))}"] = "",
                    ["Staging"] = "l",
                },
            }
        );
        Numbers(changed.GetProperty("deleted_var_ids")).ShouldBe([Id(values.GetProperty("Production"))]);
        changed.GetProperty("new_var_ids").GetArrayLength().ShouldBe(1);
        Shown(await ReadAsync(project, "environment/"), "DBT_SIZE").ShouldBe("project=m Staging=l");

        (await shared.SendAsync("DELETE", Path(project) + "bulk/", new { name = "DBT_SIZE" })).Status.ShouldBe(200);
        (await ReadAsync(project, "environment/")).GetProperty("variables").GetRawText().ShouldBe("{}");
        var (gone, body) = await shared.SendAsync("DELETE", Path(project) + "bulk/", new { name = "DBT_SIZE" });
        gone.ShouldBe(404, body.GetRawText());
    }

    [Fact]
    public async Task A_list_of_new_variables_is_answered_by_a_list_and_made_whole_or_not_at_all()
    {
        var project = await Server.CreateProjectAsync("Variables in bulk");
        var made = await shared.ConformAsync(
            "POST",
            Path(project) + "bulk/",
            "v3",
            SpecBase + "bulk/",
            List(("DBT_A", "Production"), ("DBT_B", "project"))
        );
        made.EnumerateArray().Select(v => v.GetProperty("key_name").GetString()).ShouldBe(["DBT_A", "DBT_B"]);
        made[0].GetProperty("data").GetProperty("new_var_ids").GetArrayLength().ShouldBe(1);

        var (status, refused) = await shared.SendAsync(
            "POST",
            Path(project) + "bulk/",
            List(("DBT_C", "project"), ("DBT_A", "project"), ("region", "Nowhere"))
        );
        status.ShouldBe(400);
        refused.GetProperty("status").GetProperty("is_success").GetBoolean().ShouldBeFalse();
        var reasons = refused.GetProperty("data").EnumerateArray().ToList();
        reasons.Select(r => r.GetProperty("key_name").GetString()).ShouldBe(["DBT_A", "region", "region"]);
        reasons.ShouldAllBe(r => r.GetProperty("status_code").GetInt32() == 400);
        reasons[0].GetProperty("reason").GetString()!.ShouldStartWith("env_var.1.new_name: is a variable of the project already");
        reasons[1].GetProperty("reason").GetString()!.ShouldStartWith("env_var.2.new_name: must begin with DBT_");
        reasons[2]
            .GetProperty("reason")
            .GetString()!
            .ShouldStartWith("env_var.2.Nowhere: the project has no environment of this name; there are project, Production, Staging");
        (await ReadAsync(project, "environment/"))
            .GetProperty("variables")
            .EnumerateObject()
            .Select(v => v.Name)
            .ShouldBe(["DBT_A", "DBT_B"]);
    }

    [Theory]
    [InlineData("REGION", "must begin with DBT_")]
    [InlineData("DBT_", "must begin with DBT_")]
    [InlineData("dbt_region", "must begin with DBT_")]
    [InlineData("DBT_region", "capital letters")]
    [InlineData("DBT_A-B", "capital letters")]
    [InlineData("DBT_CLOUD_RUN_ID", "choose another")]
    [InlineData("DBT_ENV", "choose another")]
    [InlineData("DBT_PROFILES_DIR", "choose another")]
    [InlineData("DBT_TARGET_PATH", "choose another")]
    [InlineData("DBT_ENGINE_LOG_PATH", "choose another")]
    [InlineData("DBT_ENV_SECRET_HEADGATE_PASSWORD", "choose another")]
    [InlineData("DBT_ENV_CUSTOM_ENV_DBT_CLOUD_RUN_ID", "choose another")]
    public async Task A_name_that_no_run_would_take_is_refused_by_name_at_every_address(string name, string why)
    {
        var project = shared.Sales;
        var (one, answer) = await shared.SendAsync("POST", Path(project), Body(project, name, "project", "x"));
        one.ShouldBe(400);
        answer.GetProperty("data").GetProperty("name").GetString()!.ShouldContain(why);
        var bulk = new { env_var = new Dictionary<string, string> { ["new_name"] = name, ["project"] = "x" } };
        (one, answer) = await shared.SendAsync("POST", Path(project) + "bulk/", bulk);
        one.ShouldBe(400);
        answer.GetProperty("data").GetProperty("env_var").GetProperty("new_name").GetString()!.ShouldContain(why);
        var kept = await MakeAsync(project, "DBT_KEPT_" + Math.Abs(name.GetHashCode(StringComparison.Ordinal)), "project", "x");
        var rename = new { env_vars = new { name = kept.GetProperty("name").GetString(), new_name = name } };
        (one, answer) = await shared.SendAsync("PUT", Path(project) + "bulk/", rename);
        one.ShouldBe(400);
        answer.GetProperty("data").GetProperty("env_vars").GetProperty("new_name").GetString()!.ShouldContain(why);
        answer.GetProperty("data").GetProperty("reason").GetString()!.ShouldStartWith("env_vars.new_name: ");
    }

    [Fact]
    public async Task A_secret_is_never_shown_and_survives_clients_that_send_back_what_they_have_read()
    {
        const string Secret = "hush-hush-variable-7";
        var project = await Server.CreateProjectAsync("Secret variables");
        var made = await MakeAsync(project, "DBT_ENV_SECRET_GIT", "project", Secret);
        made.GetProperty("display_value").GetString().ShouldBe(Mask);
        Shown(await ReadAsync(project, "environment/"), "DBT_ENV_SECRET_GIT").ShouldBe("project=" + Mask);
        var body = Body(project, "DBT_ENV_SECRET_GIT", "project", Mask);
        (await shared.SendAsync("POST", $"{Path(project)}{Id(made)}/", body)).Status.ShouldBe(200);
        var byId = new { env_vars = new Dictionary<string, string> { ["name"] = "DBT_ENV_SECRET_GIT", [$"{Id(made)}"] = Mask } };
        (await shared.SendAsync("PUT", Path(project) + "bulk/", byId)).Status.ShouldBe(200);
        (await OpenAsync(Id(made))).ShouldBe(Secret);

        // Nor does another name show it.
        var plain = new { env_vars = new { name = "DBT_ENV_SECRET_GIT", new_name = "DBT_GIT" } };
        (await shared.SendAsync("PUT", Path(project) + "bulk/", plain)).Status.ShouldBe(400);
        (await shared.SendAsync("POST", $"{Path(project)}{Id(made)}/", Body(project, "DBT_GIT", "project", Mask))).Status.ShouldBe(400);
        (await OpenAsync(Id(made))).ShouldBe(Secret);
        (await shared.SendAsync("POST", Path(project), Body(project, "DBT_ENV_SECRET_NEW", "project", Mask))).Status.ShouldBe(400);

        // What becomes a secret is sealed, and what is deleted is forgotten.
        var open = await MakeAsync(project, "DBT_OPEN", "project", "until now readable");
        var seal = new { env_vars = new { name = "DBT_OPEN", new_name = "DBT_ENV_SECRET_OPEN" } };
        (await shared.SendAsync("PUT", Path(project) + "bulk/", seal)).Status.ShouldBe(200);
        (await RowAsync(Id(open))).RawValue.ShouldBeNull();
        (await OpenAsync(Id(open))).ShouldBe("until now readable");
        (await shared.SendAsync("DELETE", $"{Path(project)}{Id(made)}/"))
            .Body.GetProperty("data")
            .GetProperty("display_value")
            .GetString()
            .ShouldBe(Mask);
        (await RowAsync(Id(made))).SecretValue.ShouldBeNull();
    }

    [Fact]
    public async Task A_personal_value_is_set_by_its_user_and_shown_to_nobody_else()
    {
        var project = await Server.CreateProjectAsync("Personal variables");
        var (mine, me) = await Server.CreatePersonalTokenAsync(
            "me.variables@example.com",
            "developer",
            new PermissionGrant("developer", null, default)
        );
        var (other, _) = await Server.CreatePersonalTokenAsync(
            "other.variables@example.com",
            "developer",
            new PermissionGrant("developer", null, default)
        );
        using var asMe = Server.ClientFor(mine);
        using var asOther = Server.ClientFor(other);
        await MakeAsync(project, "DBT_SCHEMA_SUFFIX", "project", "shared");
        var body = Body(project, "DBT_SCHEMA_SUFFIX", "user", "my own", ("user_id", me));
        foreach (var client in new[] { Server.Admin, asOther })
        {
            var (refused, answer) = await ConformanceServer.SendAsync(client, "POST", Path(project), body);
            refused.ShouldBe(400);
            answer.GetProperty("data").GetProperty("user_id").GetString()!.ShouldContain("by its user alone");
        }
        var (status, made) = await ConformanceServer.SendAsync(asMe, "POST", Path(project), body);
        status.ShouldBe(201, made.GetRawText());
        var id = Id(made.GetProperty("data"));

        var (_, seen) = await ConformanceServer.SendAsync(asMe, "GET", $"{Path(project)}user/?user_id={me}");
        seen.GetProperty("data").GetProperty("DBT_SCHEMA_SUFFIX").GetProperty("user").GetProperty("value").GetString().ShouldBe("my own");
        foreach (var client in new[] { Server.Admin, asOther })
        {
            var (_, hidden) = await ConformanceServer.SendAsync(client, "GET", $"{Path(project)}user/?user_id={me}");
            hidden.GetProperty("data").GetProperty("DBT_SCHEMA_SUFFIX").EnumerateObject().Select(l => l.Name).ShouldBe(["project"]);
            (await ConformanceServer.SendAsync(client, "DELETE", $"{Path(project)}{id}/")).Status.ShouldBe(404);
            (await ConformanceServer.SendAsync(client, "POST", $"{Path(project)}{id}/", body)).Status.ShouldBe(404);
        }
        (await ReadAsync(project, "environment/")).GetRawText().ShouldNotContain("my own");
        (await ReadAsync(project, $"job/?job_definition_id={project.JobId}")).GetRawText().ShouldNotContain("my own");
        (await ConformanceServer.SendAsync(asMe, "DELETE", $"{Path(project)}{id}/")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_value_names_the_thing_of_its_type_in_its_own_project_and_stands_there_once()
    {
        var project = await Server.CreateProjectAsync("Places of variables");
        await RefusedAsync("environment_id", Body(project, "DBT_P", "environment", "x"));
        await RefusedAsync("environment_id", Body(project, "DBT_P", "project", "x", ("environment_id", project.ProductionId)));
        await RefusedAsync("environment_id", Body(project, "DBT_P", "environment", "x", ("environment_id", shared.Payroll.ProductionId)));
        await RefusedAsync("job_definition_id", Body(project, "DBT_P", "job", "x", ("job_definition_id", shared.Payroll.JobId)));
        await RefusedAsync("raw_value", Body(project, "DBT_P", "project", ""));
        await RefusedAsync("raw_value", Body(project, "DBT_P", "project", new string('x', 8193)));
        await RefusedAsync("type", Body(project, "DBT_P", "account", "x"));
        var made = await MakeAsync(project, "DBT_P", "project", "x");
        await RefusedAsync("name", Body(project, "DBT_P", "project", "y"));
        var (moved, answer) = await shared.SendAsync(
            "POST",
            $"{Path(project)}{Id(made)}/",
            Body(project, "DBT_P", "environment", "x", ("environment_id", project.ProductionId))
        );
        moved.ShouldBe(400, answer.GetRawText());
        (await shared.SendAsync("GET", $"{Path(project)}job/?job_definition_id={shared.Payroll.JobId}")).Status.ShouldBe(404);
        (await shared.SendAsync("GET", Path(project) + "job/")).Status.ShouldBe(400);
        return;

        async Task RefusedAsync(string field, object body)
        {
            var (status, refused) = await shared.SendAsync("POST", Path(project), body);
            status.ShouldBe(400, refused.GetRawText());
            refused.GetProperty("data").TryGetProperty(field, out _).ShouldBeTrue(refused.GetRawText());
        }
    }

    [Fact]
    public async Task Of_many_callers_who_make_the_same_value_at_once_one_does()
    {
        var project = await Server.CreateProjectAsync("Racing variables");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => shared.SendAsync("POST", Path(project), Body(project, "DBT_RACE", "project", $"{i}")))
        );
        answers.Count(a => a.Status == 201).ShouldBe(1, string.Join('\n', answers.Select(a => a.Body.GetRawText())));
        answers.Where(a => a.Status != 201).ShouldAllBe(a => a.Status == 400);
    }

    [Fact]
    public async Task A_deleted_environment_or_job_takes_its_values_with_it()
    {
        var project = await Server.CreateProjectAsync("Removed places");
        var ofEnvironment = await MakeAsync(project, "DBT_E", "environment", "x", ("environment_id", project.StagingId));
        var ofItsJob = await MakeAsync(project, "DBT_ENV_SECRET_J", "job", "x", ("job_definition_id", project.StagingJobId));
        var ofJob = await MakeAsync(project, "DBT_J", "job", "x", ("job_definition_id", project.JobId));
        (await shared.SendAsync("DELETE", $"{Server.V3}projects/{project.Id}/environments/{project.StagingId}/")).Status.ShouldBe(200);
        (await shared.SendAsync("DELETE", $"{Server.V2}jobs/{project.JobId}/")).Status.ShouldBe(200);
        foreach (var gone in new[] { ofEnvironment, ofItsJob, ofJob })
        {
            var row = await RowAsync(Id(gone));
            row.State.ShouldBe(RowState.Deleted);
            (row.RawValue, row.SecretValue).ShouldBe((null, null));
        }
    }

    [Fact]
    public async Task Environments_that_share_a_name_are_told_apart_by_their_ids()
    {
        var project = await Server.CreateProjectAsync("Twin environments");
        await using (var db = await Server.DatabaseAsync())
        {
            var staging = await db.Environments.SingleAsync(e => e.Id == project.StagingId);
            staging.Name = "Production";
            db.Add(
                new DbtEnvironment
                {
                    AccountId = Server.AccountId,
                    ProjectId = project.Id,
                    Name = "project",
                }
            );
            await db.SaveChangesAsync();
        }
        var environments = Texts((await ReadAsync(project, "environment/")).GetProperty("environments"));
        environments[..3].ShouldBe(["project", $"Production ({project.ProductionId})", $"Production ({project.StagingId})"]);
        var body = new
        {
            env_var = new Dictionary<string, string>
            {
                ["new_name"] = "DBT_T",
                [environments[2]] = "second",
                [environments[3]] = "third",
            },
        };
        (await shared.SendAsync("POST", Path(project) + "bulk/", body)).Status.ShouldBe(200);
        Shown(await ReadAsync(project, "environment/"), "DBT_T").ShouldBe($"{environments[2]}=second {environments[3]}=third");
    }

    private string Path(TestProject project) => $"{Server.V3}projects/{project.Id}/environment-variables/";

    private async Task<JsonElement> MakeAsync(
        TestProject project,
        string name,
        string type,
        string value,
        params (string, object)[] more
    ) => await shared.ConformAsync("POST", Path(project), "v3", SpecBase, Body(project, name, type, value, more), 201);

    private Task<JsonElement> ReadAsync(TestProject project, string what) =>
        shared.ConformAsync("GET", Path(project) + what, "v3", SpecBase + what.Split('?')[0]);

    private Dictionary<string, object?> Body(
        TestProject project,
        string name,
        string type,
        string value,
        params (string Key, object Value)[] more
    )
    {
        var body = new Dictionary<string, object?>
        {
            ["account_id"] = Server.AccountId,
            ["project_id"] = project.Id,
            ["name"] = name,
            ["type"] = type,
            ["raw_value"] = value,
        };
        foreach (var (key, given) in more)
        {
            body[key] = given;
        }
        return body;
    }

    private static object List(params (string Name, string Place)[] variables) =>
        new { env_var = variables.Select(v => new Dictionary<string, string> { ["new_name"] = v.Name, [v.Place] = "x" }) };

    private static string Shown(JsonElement byEnvironment, string name) =>
        string.Join(
            ' ',
            byEnvironment
                .GetProperty("variables")
                .GetProperty(name)
                .EnumerateObject()
                .Select(v => $"{v.Name}={v.Value.GetProperty("value").GetString()}")
        );

    private static string Value(JsonElement made, string text) => $"{{\"id\":{Id(made)},\"value\":\"{text}\"}}";

    private static long Id(JsonElement thing) => thing.GetProperty("id").GetInt64();

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(t => t.GetString()!)];

    private static List<long> Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetInt64())];

    private async Task<EnvironmentVariable> RowAsync(long id)
    {
        await using var db = await Server.DatabaseAsync();
        return await db.EnvironmentVariables.AsNoTracking().SingleAsync(v => v.Id == id);
    }

    private async Task<string> OpenAsync(long id) =>
        Server.Services.GetRequiredService<SecretsAtRest>().Open((await RowAsync(id)).SecretValue!).Reveal();
}
