using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>Configurations, credentials and mappings of the Semantic Layer, as dbt's clients manage them.</summary>
public sealed class SemanticLayerEndpointsTests(ConformanceServer shared)
{
    private const string Hushed = "hush-hush-sl-1";

    private string Credentials => $"{shared.Server.V3}semantic-layer-credentials/";

    private string Mappings => $"{shared.Server.V3}semantic-layer-credential-to-service-token-mapping/";

    [Fact]
    public async Task Credentials_are_made_listed_changed_and_deleted_and_their_secrets_never_come_back()
    {
        var project = await shared.Server.CreateProjectAsync("Measured");
        await MakePostgresAsync(project.ConnectionId);
        var (status, made) = await shared.SendAsync("POST", Credentials, Body(project.Id, "readers", Hushed));
        status.ShouldBe(201, made.GetRawText());
        made.GetRawText().ShouldNotContain(Hushed);
        var id = Id(made);

        var listed = await shared.ConformAsync(
            "GET",
            $"{Credentials}?project_id={project.Id}",
            "v3",
            "/api/v3/accounts/{account_id}/semantic-layer-credentials/"
        );
        listed.GetArrayLength().ShouldBe(1);
        listed[0].GetProperty("values").GetRawText().ShouldBe("""{"username":"reader"}""");
        listed[0].GetProperty("schema_type").GetString().ShouldBe("semantic_layer_credentials");
        listed.GetRawText().ShouldNotContain(Hushed);

        // dbt's clients send what they have read, without the secret.
        var (changed, after) = await shared.SendAsync("POST", $"{Credentials}{id}/", Body(project.Id, "others", null, "other"));
        changed.ShouldBe(200, after.GetRawText());
        after.GetProperty("data").GetProperty("values").GetProperty("username").GetString().ShouldBe("other");
        (await TargetAsync(project.ProductionId, null))!.Reveal()["password"].ShouldBe(Hushed);

        var (deleted, last) = await shared.SendAsync("DELETE", $"{Credentials}{id}/");
        deleted.ShouldBe(200, last.GetRawText());
        (await shared.SendAsync("GET", $"{Credentials}{id}/")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{"host":"elsewhere.example","username":"a"}""", "has no such value")]
    [InlineData("""{"dbname":"payroll"}""", "has no such value")]
    [InlineData("""{"role":"x; drop table orders"}""", "has no such value")]
    [InlineData("""{"username":{"a":1}}""", "expected a text")]
    public async Task Values_say_how_one_signs_in_and_nothing_about_where(string values, string message)
    {
        var body = new
        {
            project_id = shared.Sales.Id,
            name = "x",
            adapter_version = "postgres_v0",
            values = JsonElement.Parse(values),
        };
        var (status, answer) = await shared.SendAsync("POST", Credentials, body);
        status.ShouldBe(400, answer.GetRawText());
        answer.GetRawText().ShouldContain(message);
    }

    [Fact]
    public async Task A_token_uses_what_it_is_mapped_to_and_is_refused_where_it_is_mapped_to_nothing()
    {
        var project = await shared.Server.CreateProjectAsync("Mapped");
        await MakePostgresAsync(project.ConnectionId);
        (await TargetAsync(project.ProductionId, null))!.SemanticLayerCredentialsId.ShouldBeNull();
        var first = Id((await shared.SendAsync("POST", Credentials, Body(project.Id, "first", Hushed))).Body);
        var second = Id((await shared.SendAsync("POST", Credentials, Body(project.Id, "second", "hush-2", "narrow"))).Body);
        var token = await TokenAsync("analyst");

        (await TargetAsync(project.ProductionId, token))!.Refusal!.ShouldContain("is mapped to no Semantic Layer credentials");
        var (status, mapped) = await shared.SendAsync(
            "POST",
            Mappings,
            new
            {
                account_id = shared.Server.AccountId,
                project_id = project.Id,
                semantic_layer_credentials_id = second,
                service_token_id = token,
                state = 1,
            }
        );
        status.ShouldBe(201, mapped.GetRawText());
        var target = (await TargetAsync(project.ProductionId, token))!;
        target.Refusal.ShouldBeNull();
        target.SemanticLayerCredentialsId.ShouldBe(second);
        (target.Reveal()["user"], target.Reveal()["password"]).ShouldBe(("narrow", "hush-2"));
        // Who is mapped to nothing because nobody can map it uses the first; runs keep their own.
        (await TargetAsync(project.ProductionId, null))!.SemanticLayerCredentialsId.ShouldBe(first);

        var listed = (await shared.SendAsync("GET", $"{Mappings}?project_id={project.Id}")).Body.GetProperty("data");
        listed[0].GetProperty("service_token_id").GetInt64().ShouldBe(token);
        (await shared.SendAsync("GET", $"{Credentials}{second}/"))
            .Body.GetProperty("data")
            .GetProperty("service_tokens")[0]
            .GetProperty("name")
            .GetString()
            .ShouldBe("analyst");
        var twice = await shared.SendAsync("POST", Mappings, new { semantic_layer_credentials_id = first, service_token_id = token });
        twice.Status.ShouldBe(400, twice.Body.GetRawText());
        (await shared.SendAsync("DELETE", $"{Mappings}{Id(mapped)}/")).Status.ShouldBe(200);
        (await TargetAsync(project.ProductionId, token))!.Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task Credentials_of_another_adapter_are_not_used()
    {
        var project = await shared.Server.CreateProjectAsync("Mismatched");
        await shared.SendAsync("POST", Credentials, Body(project.Id, "for postgres", Hushed));
        (await TargetAsync(project.ProductionId, null))!.Refusal!.ShouldContain("are for postgres_v0");
    }

    [Fact]
    public async Task A_project_names_its_configuration_and_has_one()
    {
        var project = await shared.Server.CreateProjectAsync("Configured");
        var other = await shared.Server.CreateProjectAsync("Not configured");
        var path = $"{shared.Server.V3}projects/{project.Id}/semantic-layer-configurations/";
        var (status, made) = await shared.SendAsync("POST", path, new { project_id = project.Id, environment_id = project.ProductionId });
        status.ShouldBe(201, made.GetRawText());
        (await shared.SendAsync("GET", $"{shared.Server.V3}projects/{project.Id}/"))
            .Body.GetProperty("data")
            .GetProperty("semantic_layer_config_id")
            .GetInt64()
            .ShouldBe(Id(made));
        (await shared.SendAsync("POST", path, new { environment_id = project.StagingId })).Status.ShouldBe(400);
        var foreign = await shared.SendAsync(
            "POST",
            $"{shared.Server.V3}projects/{other.Id}/semantic-layer-configurations/",
            new { environment_id = project.ProductionId }
        );
        foreign.Status.ShouldBe(400, foreign.Body.GetRawText());
        var moved = await shared.SendAsync(
            "POST",
            $"{path}{Id(made)}/",
            new
            {
                account_id = shared.Server.AccountId,
                project_id = project.Id,
                environment_id = project.StagingId,
                state = 1,
            }
        );
        moved.Status.ShouldBe(200, moved.Body.GetRawText());
        moved.Body.GetProperty("data").GetProperty("environment_id").GetInt64().ShouldBe(project.StagingId);
        // The path's project has to be the one that it lies in.
        (
            await shared.SendAsync("GET", $"{shared.Server.V3}projects/{other.Id}/semantic-layer-configurations/{Id(made)}/")
        ).Status.ShouldBe(404);
        (await shared.SendAsync("DELETE", $"{path}{Id(made)}/")).Status.ShouldBe(200);
        (await shared.SendAsync("GET", $"{shared.Server.V3}projects/{project.Id}/"))
            .Body.GetProperty("data")
            .GetProperty("semantic_layer_config_id")
            .ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_semantic_layer_token_reads_and_changes_nothing_and_a_token_of_one_project_sees_its_own()
    {
        var project = await shared.Server.CreateProjectAsync("Own");
        var made = await shared.SendAsync("POST", Credentials, Body(project.Id, "own", Hushed));
        using var reader = shared.Server.ClientFor(await shared.Server.CreateServiceTokenAsync("semantic_layer_only", project.Id));
        var seen = await ConformanceServer.SendAsync(reader, "GET", Credentials);
        seen.Status.ShouldBe(200, seen.Body.GetRawText());
        seen.Body.GetProperty("data")
            .EnumerateArray()
            .Select(c => c.GetProperty("project_id").GetInt64())
            .Distinct()
            .ShouldBe([project.Id]);
        (await ConformanceServer.SendAsync(reader, "POST", Credentials, Body(project.Id, "mine", "x"))).Status.ShouldBe(403);
        (await ConformanceServer.SendAsync(reader, "DELETE", $"{Credentials}{Id(made.Body)}/")).Status.ShouldBe(403);
        using var stranger = shared.Server.ClientFor(await shared.Server.CreateServiceTokenAsync("semantic_layer_only", shared.Sales.Id));
        (await ConformanceServer.SendAsync(stranger, "GET", $"{Credentials}{Id(made.Body)}/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_revoked_token_and_a_deleted_project_leave_no_mapping()
    {
        var project = await shared.Server.CreateProjectAsync("Left");
        var credentials = Id((await shared.SendAsync("POST", Credentials, Body(project.Id, "left", Hushed))).Body);
        var (revoked, kept) = (await TokenAsync("revoked"), await TokenAsync("kept"));
        foreach (var token in (long[])[revoked, kept])
        {
            var body = new { semantic_layer_credentials_id = credentials, service_token_id = token };
            (await shared.SendAsync("POST", Mappings, body)).Status.ShouldBe(201);
        }
        (await shared.SendAsync("DELETE", $"{shared.Server.V3}service-tokens/{revoked}/")).Status.ShouldBe(200);
        (await MappedAsync(project.Id)).ShouldBe([kept]);
        (await shared.SendAsync("DELETE", $"{shared.Server.V3}projects/{project.Id}/")).Status.ShouldBe(200);
        (await MappedAsync(project.Id)).ShouldBeEmpty();
        (await shared.SendAsync("GET", $"{Credentials}{credentials}/")).Status.ShouldBe(404);
    }

    private static object Body(long project, string name, string? password, string user = "reader") =>
        new
        {
            id = (long?)null,
            project_id = project,
            name,
            adapter_version = "postgres_v0",
            schema_type = "semantic_layer_credentials",
            values = password is null ? (object)new { username = user } : new { username = user, password },
        };

    private static long Id(JsonElement answer) => answer.GetProperty("data").GetProperty("id").GetInt64();

    private ValueTask<WarehouseTarget?> TargetAsync(long environment, long? token) =>
        shared
            .Server.Services.GetRequiredService<IWarehouseTargets>()
            .FindForMetricsAsync(environment, token, TestContext.Current.CancellationToken);

    private async Task<long> TokenAsync(string name)
    {
        await shared.Server.CreateServiceTokenAsync(name, new PermissionGrant("semantic_layer_only", null, EnvironmentCategories.None));
        await using var db = await shared.Server.DatabaseAsync();
        return await db.ServiceTokens.Where(t => t.Name == name).Select(t => t.Id).SingleAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<long>> MappedAsync(long project)
    {
        await using var db = await shared.Server.DatabaseAsync();
        return await db
            .SemanticLayerMappings.Where(m => m.ProjectId == project && m.State == RowState.Active)
            .Select(m => m.ServiceTokenId)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task MakePostgresAsync(long connection)
    {
        await using var db = await shared.Server.DatabaseAsync();
        await db
            .Connections.Where(c => c.Id == connection)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(c => c.AdapterVersion, "postgres_v0")
                        .SetProperty(c => c.Config, """{"hostname":"db.example.test","dbname":"shop","port":5432}"""),
                TestContext.Current.CancellationToken
            );
    }
}
