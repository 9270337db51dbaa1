using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests.Places;

/// <summary>What replacements of projects and credentials, and changes of connections, must name and keep.</summary>
public sealed class PlaceReplacementTests(ConformanceServer shared)
{
    private string V3 => shared.Server.V3;

    [Fact]
    public async Task A_replacement_of_a_project_that_names_too_little_is_refused_and_changes_nothing()
    {
        var project = await shared.Server.CreateProjectAsync("Kept whole");
        foreach (var path in new[] { $"{V3}projects/{project.Id}/", $"{shared.Server.V2}projects/{project.Id}/" })
        {
            var (status, answer) = await shared.SendAsync("POST", path, new { name = "Kept whole", description = "x" });
            (status, string.Join(' ', Names(answer))).ShouldBe((400, "account_id state"));
            var kept = (await shared.SendAsync("GET", path)).Body.GetProperty("data");
            kept.GetProperty("repository_id").GetInt64().ShouldBe(project.RepositoryId);
        }
    }

    [Fact]
    public async Task A_project_keeps_its_type_where_a_client_leaves_it_out()
    {
        var project = await shared.Server.CreateProjectAsync("Hybrid");
        var path = $"{V3}projects/{project.Id}/";
        var body = new JsonObject
        {
            ["account_id"] = shared.Server.AccountId,
            ["name"] = "Hybrid",
            ["state"] = 1,
            ["type"] = 1,
        };
        (await shared.SendAsync("POST", path, body)).Status.ShouldBe(200);
        body.Remove("type");
        var (status, answer) = await shared.SendAsync("POST", path, body);
        status.ShouldBe(200);
        answer.GetProperty("data").GetProperty("type").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_that_is_not_sent_stays_beside_one_that_is()
    {
        var path = $"{V3}projects/{shared.Sales.Id}/credentials/";
        var body = new JsonObject
        {
            ["account_id"] = shared.Server.AccountId,
            ["type"] = "snowflake",
            ["state"] = 1,
            ["threads"] = 4,
            ["schema"] = "shop",
            ["user"] = "dbt",
            ["target_name"] = "prod",
            ["password"] = "first-password",
            ["private_key"] = "first-key",
        };
        var made = await shared.SendAsync("POST", path, body);
        made.Status.ShouldBe(201, made.Body.GetRawText());
        var id = made.Body.GetProperty("data").GetProperty("id").GetInt64();
        body["password"] = "second-password";
        body.Remove("private_key");
        body.Remove("target_name");
        var (status, answer) = await shared.SendAsync("POST", $"{path}{id}/", body);
        status.ShouldBe(200, answer.GetRawText());
        answer.GetProperty("data").GetProperty("target_name").GetString().ShouldBe("prod");
        await using var db = await shared.Server.DatabaseAsync();
        var row = await db.Credentials.AsNoTracking().SingleAsync(c => c.Id == id, TestContext.Current.CancellationToken);
        var secrets = shared.Server.Services.GetRequiredService<SecretsAtRest>().Open(row.SecretFields!).Reveal();
        secrets.ShouldContain("second-password");
        secrets.ShouldContain("first-key");
        secrets.ShouldNotContain("first-password");
    }

    [Fact]
    public async Task Credentials_are_replaced_by_a_whole_body_only()
    {
        var path = $"{V3}projects/{shared.Sales.Id}/credentials/";
        var made = await shared.SendAsync("POST", path, new { type = "adapter", threads = 7 });
        var id = made.Body.GetProperty("data").GetProperty("id").GetInt64();
        var (status, answer) = await shared.SendAsync("POST", $"{path}{id}/", new { type = "adapter" });
        (status, string.Join(' ', Names(answer))).ShouldBe((400, "account_id state threads"));
        var kept = (await shared.SendAsync("GET", $"{path}{id}/")).Body.GetProperty("data");
        kept.GetProperty("threads").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task Credentials_in_use_are_not_deleted_by_state_2_and_others_are()
    {
        var project = await shared.Server.CreateProjectAsync("Credentialled");
        var path = $"{V3}projects/{project.Id}/credentials/";
        var made = await shared.SendAsync("POST", path, new { type = "adapter" });
        var id = made.Body.GetProperty("data").GetProperty("id").GetInt64();
        await UseAsync(project.ProductionId, id);
        var (status, answer) = await shared.SendAsync("POST", $"{path}{id}/", new { state = 2 });
        status.ShouldBe(400);
        answer.GetProperty("data").GetProperty("reason").GetString()!.ShouldContain("used by 1 environment");
        await UseAsync(project.ProductionId, null);
        (await shared.SendAsync("POST", $"{path}{id}/", new { state = 2 })).Status.ShouldBe(200);
        (await shared.SendAsync("GET", $"{path}{id}/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_change_of_a_connection_touches_only_what_it_names()
    {
        var made = await shared.SendAsync(
            "POST",
            V3 + "connections/",
            new
            {
                name = "Changing",
                adapter_version = "postgres_v0",
                private_link_endpoint_id = "pe_1",
                config = new
                {
                    hostname = "db",
                    dbname = "shop",
                    password = "pg-secret",
                },
            }
        );
        made.Status.ShouldBe(201, made.Body.GetRawText());
        var id = made.Body.GetProperty("data").GetProperty("id").GetInt64();
        var (status, answer) = await shared.SendAsync("PATCH", $"{V3}connections/{id}/", new { config = new { port = 5433 } });
        status.ShouldBe(200, answer.GetRawText());
        var data = answer.GetProperty("data");
        data.GetProperty("name").GetString().ShouldBe("Changing");
        data.GetProperty("private_link_endpoint_id").GetString().ShouldBe("pe_1");
        data.GetProperty("config").GetProperty("hostname").GetString().ShouldBe("db");
        data.GetProperty("config").GetProperty("port").GetInt32().ShouldBe(5433);
        data.GetRawText().ShouldNotContain("pg-secret");
        var emptied = await shared.SendAsync("PATCH", $"{V3}connections/{id}/", new { private_link_endpoint_id = (string?)null });
        emptied.Body.GetProperty("data").GetProperty("private_link_endpoint_id").ValueKind.ShouldBe(JsonValueKind.Null);
        var moved = await shared.SendAsync("PATCH", $"{V3}connections/{id}/", new { adapter_version = "duckdb_v0" });
        moved.Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_settings_of_a_connection_are_those_that_its_adapter_takes_and_others_are_kept()
    {
        var wrong = await shared.SendAsync(
            "POST",
            V3 + "connections/",
            new
            {
                name = "Wrong",
                adapter_version = "postgres_v0",
                config = new { hostname = "db", port = "5432" },
            }
        );
        wrong.Status.ShouldBe(400, wrong.Body.GetRawText());
        var config = wrong.Body.GetProperty("data").GetProperty("config");
        string.Join(' ', config.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)).ShouldBe("dbname port");
        var more = await shared.SendAsync(
            "POST",
            V3 + "connections/",
            new
            {
                name = "More",
                adapter_version = "duckdb_v0",
                config = new { path = "x.duckdb", extensions = new[] { "httpfs" } },
            }
        );
        more.Status.ShouldBe(201, more.Body.GetRawText());
        var kept = more.Body.GetProperty("data").GetProperty("config").GetProperty("extensions");
        kept[0].GetString().ShouldBe("httpfs");
    }

    private async Task UseAsync(long environment, long? credentials)
    {
        await using var db = await shared.Server.DatabaseAsync();
        (await db.FindAsync<DbtEnvironment>(environment))!.CredentialsId = credentials;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static string[] Names(JsonElement answer) =>
        [.. answer.GetProperty("data").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];
}
