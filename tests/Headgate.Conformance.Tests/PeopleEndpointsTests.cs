using Headgate.Catalogue;

namespace Headgate.Conformance.Tests;

/// <summary>Groups, users, tokens and webhook subscriptions against the official description.</summary>
public sealed class PeopleEndpointsTests(ConformanceServer shared)
{
    private string V3 => shared.Server.V3;

    [Fact]
    public async Task Groups_are_created_given_permissions_and_updated()
    {
        var body = new
        {
            account_id = shared.Server.AccountId,
            name = "Analysts",
            assign_by_default = false,
            sso_mapping_groups = new[] { "idp-analysts" },
            state = 1,
        };
        var group = await shared.ConformAsync("POST", V3 + "groups/", "v3", "/api/v3/accounts/{account_id}/groups/", body, 201);
        var id = group.GetProperty("id").GetInt64();
        var permissions = new[]
        {
            new
            {
                account_id = shared.Server.AccountId,
                group_id = id,
                permission_set = "analyst",
                all_projects = false,
                project_id = shared.Sales.Id,
                writable_environment_categories = new[] { "staging" },
                state = 1,
            },
        };
        await shared.ConformAsync(
            "POST",
            $"{V3}group-permissions/{id}/",
            "v3",
            "/api/v3/accounts/{account_id}/group-permissions/{group_id}/",
            permissions
        );
        var updated = await shared.ConformAsync(
            "POST",
            $"{V3}groups/{id}/",
            "v3",
            "/api/v3/accounts/{account_id}/groups/{id}/",
            new { name = "Analysts 2" }
        );
        updated.GetProperty("group_permissions")[0].GetProperty("permission_set").GetString().ShouldBe("analyst");
        updated.GetProperty("sso_mapping_groups").GetArrayLength().ShouldBe(0);
        var (status, gone) = await shared.SendAsync("POST", $"{V3}groups/{id}/", new { name = "Analysts 2", state = 2 });
        status.ShouldBe(200);
        gone.GetProperty("data").GetProperty("state").GetInt32().ShouldBe(2);
        (await shared.SendAsync("GET", $"{V3}groups/{id}/")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_service_tokens_secret_is_shown_once_and_dies_with_the_token()
    {
        var body = new
        {
            name = "ci",
            permission_grants = new object[] { new { permission_set = "job_viewer", project_id = shared.Sales.Id } },
        };
        var created = await shared.ConformAsync(
            "POST",
            V3 + "service-tokens/",
            "v3",
            "/api/v3/accounts/{account_id}/service-tokens/",
            body,
            201
        );
        var secret = created.GetProperty("token_string").GetString()!;
        secret.ShouldStartWith("dbtc_");
        var id = created.GetProperty("id").GetInt64();
        var path = $"{V3}service-tokens/{id}/";
        (await shared.ConformAsync("GET", path, "v3", "/api/v3/accounts/{account_id}/service-tokens/{id}/"))
            .GetRawText()
            .ShouldNotContain(secret[9..]);
        await shared.ConformAsync(
            "GET",
            path + "permissions/",
            "v3",
            "/api/v3/accounts/{account_id}/service-tokens/{service_token_id}/permissions/"
        );
        using var client = shared.Server.ClientFor(secret, "Bearer");
        (await ConformanceServer.SendAsync(client, "GET", $"{shared.Server.V2}jobs/{shared.Sales.JobId}")).Status.ShouldBe(200);
        (await ConformanceServer.SendAsync(client, "GET", $"{shared.Server.V2}jobs/{shared.Payroll.JobId}")).Status.ShouldBe(404);
        var (_, list) = await ConformanceServer.SendAsync(client, "GET", $"{shared.Server.V2}jobs/");
        list.GetProperty("data").EnumerateArray().ShouldAllBe(j => j.GetProperty("project_id").GetInt64() == shared.Sales.Id);
        list.GetProperty("extra")
            .GetProperty("pagination")
            .GetProperty("total_count")
            .GetInt32()
            .ShouldBe(list.GetProperty("data").GetArrayLength());

        (await shared.SendAsync("DELETE", path)).Status.ShouldBe(200);
        (await ConformanceServer.SendAsync(client, "GET", $"{shared.Server.V2}jobs/{shared.Sales.JobId}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_personal_token_inherits_its_users_role_and_cannot_make_service_tokens()
    {
        var (token, user) = await shared.Server.CreatePersonalTokenAsync(
            "admin@example.com",
            "developer",
            new PermissionGrant("account_admin", null, EnvironmentCategories.None)
        );
        using var client = shared.Server.ClientFor(token);
        var (status, answer) = await ConformanceServer.SendAsync(client, "POST", V3 + "service-tokens/", new { name = "x" });
        status.ShouldBe(400);
        answer.GetProperty("data").GetProperty("reason").GetString()!.ShouldContain("personal access token");
        var (_, who) = await ConformanceServer.SendAsync(client, "GET", "/api/v2/whoami/");
        who.GetProperty("data").GetProperty("user").GetProperty("id").GetInt64().ShouldBe(user);
        await shared.ConformAsync("GET", $"{V3}users/{user}/", "v3", "/api/v3/accounts/{account_id}/users/{id}/");
    }

    [Fact]
    public async Task A_read_only_licence_caps_every_group()
    {
        var (token, _) = await shared.Server.CreatePersonalTokenAsync(
            "reader@example.com",
            "read_only",
            new PermissionGrant("account_admin", null, EnvironmentCategories.None)
        );
        using var client = shared.Server.ClientFor(token);
        (await ConformanceServer.SendAsync(client, "GET", V3 + "projects/")).Status.ShouldBe(200);
        (await ConformanceServer.SendAsync(client, "POST", V3 + "projects/", new { name = "no" })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_subscription_lives_and_its_secret_is_shown_once()
    {
        var body = new
        {
            name = "alerts",
            client_url = "https://hooks.example.com/dbt",
            event_types = new[] { "job.run.completed" },
            job_ids = new[] { shared.Sales.JobId },
            active = true,
        };
        var created = await shared.ConformAsync(
            "POST",
            V3 + "webhooks/subscriptions",
            "v3",
            "/api/v3/accounts/{account_id}/webhooks/subscriptions",
            body,
            201
        );
        created.GetProperty("hmac_secret").GetString()!.Length.ShouldBe(64);
        var id = created.GetProperty("id").GetString();
        id!.ShouldStartWith("wsu_");
        const string One = "/api/v3/accounts/{account_id}/webhooks/subscription/{subscription_id}";
        var path = $"{V3}webhooks/subscription/{id}";
        var update = new
        {
            name = "alerts 2",
            client_url = "https://hooks.example.com/dbt",
            event_types = new[] { "job.run.errored" },
            active = false,
            http_status_code = "200",
        };
        var updated = await shared.ConformAsync("PUT", path, "v3", One, update);
        updated.TryGetProperty("hmac_secret", out _).ShouldBeFalse();
        updated.GetProperty("http_status_code").GetString().ShouldBe("0", "results are not the caller's to write");
        await shared.ConformAsync("GET", path + "/", "v3", One);
        var deleted = await shared.ConformAsync("DELETE", path, "v3", One);
        deleted.GetProperty("id").GetString().ShouldBe(id);
        (await shared.SendAsync("GET", path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_subscription_of_another_projects_job_is_refused_without_telling_whether_it_exists()
    {
        var token = await shared.Server.CreateServiceTokenAsync("webhooks_only", shared.Sales.Id);
        using var client = shared.Server.ClientFor(token);
        var texts = new List<string>();
        foreach (var job in new[] { shared.Payroll.JobId, 987654321L })
        {
            var body = new
            {
                name = "x",
                client_url = "https://hooks.example.com/",
                event_types = new[] { "job.run.started" },
                job_ids = new[] { job },
                active = true,
            };
            var (status, answer) = await ConformanceServer.SendAsync(client, "POST", V3 + "webhooks/subscriptions", body);
            status.ShouldBe(403);
            texts.Add(answer.GetRawText());
        }
        texts.Distinct().Count().ShouldBe(1);
    }
}
