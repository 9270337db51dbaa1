namespace Headgate.Conformance.Tests;

/// <summary>What tokens are given, and when.</summary>
public sealed class TokenRightsTests(ConformanceServer shared)
{
    private string Tokens => shared.Server.V3 + "service-tokens/";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("development")]
    [InlineData("staging")]
    public async Task A_developers_token_of_a_project_writes_only_in_environments_that_it_names(string? category)
    {
        object grant = category switch
        {
            null => new { permission_set = "developer", project_id = shared.Sales.Id },
            "" => new
            {
                permission_set = "developer",
                project_id = shared.Sales.Id,
                writable_environment_categories = Array.Empty<string>(),
            },
            _ => new
            {
                permission_set = "developer",
                project_id = shared.Sales.Id,
                writable_environment_categories = new[] { category },
            },
        };
        var (status, made) = await shared.SendAsync("POST", Tokens, new { name = "dev", permission_grants = new[] { grant } });
        status.ShouldBe(201);
        using var client = shared.Server.ClientFor(made.GetProperty("data").GetProperty("token_string").GetString());
        var job = $"{shared.Server.V2}jobs/{shared.Sales.JobId}/";
        (await ConformanceServer.SendAsync(client, "GET", job)).Status.ShouldBe(200);
        (await ConformanceServer.SendAsync(client, "POST", job + "run/", new { cause = "x" })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_developers_token_that_names_production_runs_production_jobs()
    {
        var grant = new
        {
            permission_set = "developer",
            project_id = shared.Sales.Id,
            writable_environment_categories = new[] { "production" },
        };
        var (_, made) = await shared.SendAsync("POST", Tokens, new { name = "dev", permission_grants = new[] { grant } });
        using var client = shared.Server.ClientFor(made.GetProperty("data").GetProperty("token_string").GetString());
        (
            await ConformanceServer.SendAsync(client, "POST", $"{shared.Server.V2}jobs/{shared.Sales.JobId}/run/", new { cause = "x" })
        ).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Permissions_of_a_service_token_are_assigned_once()
    {
        var (_, made) = await shared.SendAsync(
            "POST",
            Tokens,
            new
            {
                account_id = shared.Server.AccountId,
                uid = "",
                name = "terraform",
                state = 1,
            }
        );
        var id = made.GetProperty("data").GetProperty("id").GetInt64();
        var body = new[]
        {
            new
            {
                account_id = shared.Server.AccountId,
                service_token_id = id,
                permission_set = "job_viewer",
                all_projects = true,
                writable_environment_categories = Array.Empty<string>(),
                state = 1,
            },
        };
        var (first, assigned) = await shared.SendAsync("POST", $"{Tokens}{id}/permissions/", body);
        first.ShouldBe(200);
        assigned.GetProperty("data").GetArrayLength().ShouldBe(1);
        var (second, refused) = await shared.SendAsync("POST", $"{Tokens}{id}/permissions/", body);
        second.ShouldBe(400);
        refused.GetRawText().ShouldContain("permissions cannot be changed after assignment");
        var (_, emptied) = await shared.SendAsync("POST", $"{Tokens}{id}/permissions/", Array.Empty<object>());
        emptied.GetRawText().ShouldContain("permissions cannot be changed after assignment");
    }

    [Fact]
    public async Task Permissions_given_at_creation_count_as_assigned()
    {
        var (_, made) = await shared.SendAsync(
            "POST",
            Tokens,
            new { name = "ci", permission_grants = new[] { new { permission_set = "job_viewer" } } }
        );
        var id = made.GetProperty("data").GetProperty("id").GetInt64();
        var (status, _) = await shared.SendAsync(
            "POST",
            $"{Tokens}{id}/permissions/",
            new[] { new { permission_set = "account_admin", all_projects = true } }
        );
        status.ShouldBe(400);
        var (_, now) = await shared.SendAsync("GET", $"{Tokens}{id}/permissions/");
        now.GetProperty("data").EnumerateArray().Select(p => p.GetProperty("permission_set").GetString()).ShouldBe(["job_viewer"]);
    }

    [Fact]
    public async Task Two_assignments_at_once_give_a_token_the_permissions_of_one()
    {
        var (_, made) = await shared.SendAsync("POST", Tokens, new { name = "both" });
        var id = made.GetProperty("data").GetProperty("id").GetInt64();
        var sent = await Task.WhenAll(
            new[] { "job_viewer", "metadata_only" }.Select(set =>
                shared.SendAsync("POST", $"{Tokens}{id}/permissions/", new[] { new { permission_set = set, all_projects = true } })
            )
        );
        sent.Select(s => s.Status).Order().ShouldBe([200, 400]);
        var (_, now) = await shared.SendAsync("GET", $"{Tokens}{id}/permissions/");
        now.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("groups/", "Lists of groups")]
    [InlineData("service-tokens/", "Lists of tokens")]
    [InlineData("users/", "Lists of users")]
    public async Task A_list_of_people_finds_one_by_its_id(string list, string _)
    {
        await shared.SendAsync("POST", Tokens, new { name = "listed" });
        await shared.SendAsync("POST", shared.Server.V3 + "groups/", new { name = $"listed {Guid.NewGuid():N}" });
        await shared.Server.CreatePersonalTokenAsync($"{Guid.NewGuid():N}@example.com", "developer");
        var (_, all) = await shared.SendAsync("GET", shared.Server.V3 + list);
        var id = all.GetProperty("data")[0].GetProperty("id").GetInt64();
        foreach (var question in new[] { $"?pk={id}", $"?pk__in={id}" })
        {
            var (status, found) = await shared.SendAsync("GET", shared.Server.V3 + list + question);
            status.ShouldBe(200);
            found.GetProperty("data").EnumerateArray().Select(x => x.GetProperty("id").GetInt64()).ShouldBe([id]);
            found.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_permission_set_in_a_group_names_what_is_wrong_with_it_by_its_place()
    {
        var (_, made) = await shared.SendAsync("POST", shared.Server.V3 + "groups/", new { name = $"wrong {Guid.NewGuid():N}" });
        var id = made.GetProperty("data").GetProperty("id").GetInt64();
        var body = new object[]
        {
            new { permission_set = "job_viewer", project_id = 987654321 },
            new { permission_set = "nope" },
            new { permission_set = "account_admin", project_id = shared.Sales.Id },
            new { permission_set = "job_viewer", all_projects = false },
            new { permission_set = "job_viewer", writable_environment_categories = new[] { "everywhere" } },
        };
        var (status, answer) = await shared.SendAsync("POST", $"{shared.Server.V3}group-permissions/{id}/", body);
        status.ShouldBe(400);
        var data = answer.GetProperty("data");
        foreach (var (place, field) in new[] { ("1", "permission_set"), ("4", "writable_environment_categories") })
        {
            data.GetProperty(place).TryGetProperty(field, out _).ShouldBeTrue(answer.GetRawText());
        }
        var (_, later) = await shared.SendAsync("POST", $"{shared.Server.V3}group-permissions/{id}/", new[] { body[0], body[2], body[3] });
        data = later.GetProperty("data");
        data.GetProperty("0").GetProperty("project_id").ToString().ShouldContain("987654321");
        data.GetProperty("1").TryGetProperty("project_id", out _).ShouldBeTrue();
        data.GetProperty("2").TryGetProperty("project_id", out _).ShouldBeTrue();
    }
}
