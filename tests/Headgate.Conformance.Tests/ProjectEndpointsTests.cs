using System.Text.Json;

namespace Headgate.Conformance.Tests;

/// <summary>Projects, environments, connections and repositories against the official description.</summary>
public sealed class ProjectEndpointsTests(ConformanceServer shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string V3 => shared.Server.V3;

    [Fact]
    public async Task Extended_attributes_are_kept_taken_by_an_environment_replaced_and_deleted()
    {
        const string Collection = "/api/v3/accounts/{account_id}/projects/{project_id}/extended-attributes/";
        var project = await shared.Server.CreateProjectAsync("Attributed");
        var attributes = $"{V3}projects/{project.Id}/extended-attributes/";
        var made = await shared.ConformAsync("POST", attributes, "v3", Collection, new { extended_attributes = new { threads = 8 } }, 201);
        var one = $"{attributes}{made.GetProperty("id").GetInt64()}/";
        (await shared.ConformAsync("GET", one, "v3", Collection + "{id}/", null, 200))
            .GetProperty("extended_attributes")
            .GetRawText()
            .ShouldBe("""{"threads":8}""");

        var environment = $"{V3}projects/{project.Id}/environments/{project.ProductionId}/";
        var taking = System.Text.Json.Nodes.JsonNode.Parse((await GetAsync(environment)).GetRawText())!;
        taking["extended_attributes_id"] = made.GetProperty("id").GetInt64();
        using (var body = new StringContent(taking.ToJsonString(), System.Text.Encoding.UTF8, "application/json"))
        using (var answer = await shared.Server.Admin.PostAsync(new Uri(environment, UriKind.Relative), body, Cancellation))
        {
            ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync(Cancellation));
        }
        var changed = await shared.ConformAsync(
            "PATCH",
            one,
            "v3",
            Collection + "{id}/",
            new { extended_attributes = new { threads = 2 }, state = 1 },
            200
        );
        changed.GetProperty("extended_attributes").GetProperty("threads").GetInt32().ShouldBe(2);
        using (var gone = await shared.Server.Admin.DeleteAsync(new Uri(one, UriKind.Relative), Cancellation))
        {
            ((int)gone.StatusCode).ShouldBe(200);
        }
        (await GetAsync(environment)).GetProperty("extended_attributes_id").ValueKind.ShouldBe(JsonValueKind.Null);

        async Task<JsonElement> GetAsync(string path)
        {
            var text = await shared.Server.Admin.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);
            return JsonDocument.Parse(text).RootElement.GetProperty("data").Clone();
        }
    }

    [Fact]
    public async Task A_project_is_wired_by_the_API_alone()
    {
        var account = shared.Server.AccountId;
        var project = await shared.ConformAsync(
            "POST",
            V3 + "projects/",
            "v3",
            "/api/v3/accounts/{account_id}/projects/",
            new
            {
                account_id = account,
                name = "Wired",
                state = 1,
                type = 0,
            },
            201
        );
        var id = project.GetProperty("id").GetInt64();
        var repository = await shared.ConformAsync(
            "POST",
            $"{V3}projects/{id}/repositories/",
            "v3",
            "/api/v3/accounts/{account_id}/projects/{project_id}/repositories/",
            new
            {
                account_id = account,
                project_id = id,
                remote_url = "git@github.com:orchard/shop.git",
                git_clone_strategy = "deploy_key",
                state = 1,
            },
            201
        );
        repository.GetProperty("full_name").GetString().ShouldBe("orchard/shop");
        var connection = await shared.ConformAsync(
            "POST",
            V3 + "connections/",
            "v3",
            "/api/v3/accounts/{account_id}/connections/",
            new
            {
                account_id = account,
                name = "warehouse",
                adapter_version = "snowflake_v0",
                config = new
                {
                    account = "a",
                    database = "d",
                    warehouse = "w",
                    oauth_client_secret = "hush-hush-9",
                },
            },
            201
        );
        connection.GetRawText().ShouldNotContain("hush-hush-9");
        var (_, credentials) = await shared.SendAsync(
            "POST",
            $"{V3}projects/{id}/credentials/",
            new
            {
                account_id = account,
                project_id = id,
                type = "postgres",
                state = 1,
                threads = 4,
                target_name = "prod",
                default_schema = "shop",
                username = "dbt",
                password = "hush-hush-8",
            }
        );
        credentials.GetRawText().ShouldNotContain("hush-hush-8");
        var environment = await shared.ConformAsync(
            "POST",
            $"{V3}projects/{id}/environments/",
            "v3",
            "/api/v3/accounts/{account_id}/projects/{project_id}/environments/",
            new
            {
                id = (long?)null,
                account_id = account,
                project_id = id,
                name = "Production",
                type = "deployment",
                deployment_type = "production",
                dbt_version = "latest",
                use_custom_branch = false,
                supports_docs = false,
                state = 1,
                connection_id = connection.GetProperty("id").GetInt64(),
                credentials_id = credentials.GetProperty("data").GetProperty("id").GetInt64(),
            },
            201
        );
        var environmentId = environment.GetProperty("id").GetInt64();
        var updated = await shared.ConformAsync(
            "POST",
            $"{V3}projects/{id}/",
            "v3",
            "/api/v3/accounts/{account_id}/projects/{id}/",
            new
            {
                account_id = account,
                name = "Wired",
                state = 1,
                repository_id = repository.GetProperty("id").GetInt64(),
            }
        );
        updated.GetProperty("repository").GetProperty("remote_url").GetString().ShouldBe("git@github.com:orchard/shop.git");
        var replaced = await shared.ConformAsync(
            "POST",
            $"{V3}projects/{id}/environments/{environmentId}/",
            "v3",
            "/api/v3/accounts/{account_id}/projects/{project_id}/environments/{id}/",
            new
            {
                account_id = account,
                project_id = id,
                name = "Production",
                type = "deployment",
                dbt_version = "latest",
                supports_docs = false,
                state = 1,
                use_custom_branch = true,
                custom_branch = "main",
            }
        );
        replaced.GetProperty("connection_id").ValueKind.ShouldBe(JsonValueKind.Null, "an update replaces everything");
        replaced.GetProperty("custom_branch").GetString().ShouldBe("main");

        (await shared.SendAsync("DELETE", $"{V3}projects/{id}/")).Status.ShouldBe(200);
        (await shared.SendAsync("GET", $"{V3}projects/{id}/")).Status.ShouldBe(404);
        (await shared.SendAsync("GET", $"{V3}projects/{id}/environments/{environmentId}/")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("v3", "projects/", "/api/v3/accounts/{account_id}/projects/")]
    [InlineData("v2", "projects/", "/api/v2/accounts/{account_id}/projects/")]
    [InlineData("v2", "environments/", "/api/v2/accounts/{account_id}/environments/")]
    [InlineData("v3", "connections/", "/api/v3/accounts/{account_id}/connections/")]
    [InlineData("v2", "repositories/", "/api/v2/accounts/{account_id}/repositories/")]
    [InlineData("v3", "users/", "/api/v3/accounts/{account_id}/users/")]
    [InlineData("v2", "users/", "/api/v2/accounts/{account_id}/users/")]
    [InlineData("v3", "groups/", "/api/v3/accounts/{account_id}/groups/")]
    [InlineData("v3", "service-tokens/", "/api/v3/accounts/{account_id}/service-tokens/")]
    [InlineData("v3", "webhooks/subscriptions", "/api/v3/accounts/{account_id}/webhooks/subscriptions")]
    public async Task Lists_fit(string version, string path, string specPath)
    {
        var data = await shared.ConformAsync("GET", (version == "v2" ? shared.Server.V2 : V3) + path, version, specPath);
        data.ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public async Task Lists_of_a_project_fit()
    {
        var project = shared.Sales.Id;
        var environments = await shared.ConformAsync(
            "GET",
            $"{V3}projects/{project}/environments/?include_related=[\"project\",\"connection\",\"credentials\"]",
            "v3",
            "/api/v3/accounts/{account_id}/projects/{project_id}/environments/"
        );
        environments.GetArrayLength().ShouldBe(2);
        environments[0].GetProperty("project").GetProperty("id").GetInt64().ShouldBe(project);
        environments[0].GetProperty("connection").GetProperty("id").GetInt64().ShouldBe(shared.Sales.ConnectionId);
        var repositories = await shared.ConformAsync(
            "GET",
            $"{V3}projects/{project}/repositories/",
            "v3",
            "/api/v3/accounts/{account_id}/projects/{project_id}/repositories/"
        );
        repositories.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("", "/api/v2/accounts/{account_id}/")]
    [InlineData("environments/{e}/", "/api/v2/accounts/{account_id}/environments/{id}/")]
    [InlineData("projects/{p}", "/api/v2/accounts/{account_id}/projects/{id}/")]
    [InlineData("repositories/{r}/", "/api/v2/accounts/{account_id}/repositories/{id}/")]
    public async Task Single_things_of_v2_fit(string path, string specPath)
    {
        var address = path.Replace("{e}", shared.Sales.ProductionId.ToString(), StringComparison.Ordinal)
            .Replace("{p}", shared.Sales.Id.ToString(), StringComparison.Ordinal)
            .Replace("{r}", shared.Sales.RepositoryId.ToString(), StringComparison.Ordinal);
        (await shared.ConformAsync("GET", shared.Server.V2 + address, "v2", specPath)).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Accounts_are_the_tokens_own()
    {
        foreach (var version in new[] { "v2", "v3" })
        {
            var accounts = await shared.ConformAsync("GET", $"/api/{version}/accounts/", version, $"/api/{version}/accounts/");
            accounts.EnumerateArray().Single().GetProperty("id").GetInt64().ShouldBe(shared.Server.AccountId);
        }
    }

    [Fact]
    public async Task A_connection_in_use_cannot_be_deleted()
    {
        var (status, answer) = await shared.SendAsync("DELETE", $"{V3}connections/{shared.Sales.ConnectionId}/");
        status.ShouldBe(400);
        answer.GetProperty("data").GetProperty("reason").GetString()!.ShouldContain("used by 2 environments");
    }

    [Fact]
    public async Task A_child_under_the_wrong_parent_does_not_exist()
    {
        var path = $"{V3}projects/{shared.Sales.Id}/environments/{shared.Payroll.ProductionId}/";
        (await shared.SendAsync("GET", path)).Status.ShouldBe(404);
    }
}
