using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Conformance.Tests;

/// <summary>The five endpoints of jobs against the official description.</summary>
public sealed class JobEndpointsTests(ConformanceServer shared)
{
    private const string Jobs = "/api/v2/accounts/{account_id}/jobs/";
    private const string Job = "/api/v2/accounts/{account_id}/jobs/{id}/";

    private string Base => shared.Server.V2 + "jobs/";

    [Fact]
    public async Task Create_get_update_delete_fit_and_keep_what_was_sent()
    {
        var created = await shared.ConformAsync("POST", Base, "v2", Jobs, Terraform("Terraform's job"), 201);
        var id = created.GetProperty("id").GetInt64();
        created.GetProperty("job_type").GetString().ShouldBe("scheduled");
        created.GetProperty("schedule").GetProperty("cron").GetString().ShouldBe("0 */6 * * 1,2,3");
        created.GetProperty("created_at").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$");

        var got = await shared.ConformAsync("GET", $"{Base}{id}/", "v2", Job);
        got.GetProperty("execute_steps")[0].GetString().ShouldBe("dbt build");
        got.GetProperty("settings").GetProperty("threads").GetInt32().ShouldBe(8);
        got.GetProperty("next_run").ValueKind.ShouldBe(JsonValueKind.String);

        var updated = await shared.ConformAsync("POST", $"{Base}{id}/", "v2", Job, Terraform("renamed"));
        updated.GetProperty("name").GetString().ShouldBe("renamed");
        updated.GetProperty("compare_changes_flags").GetString().ShouldBe("--select state:modified");

        var (status, deleted) = await shared.SendAsync("DELETE", $"{Base}{id}/");
        status.ShouldBe(200);
        deleted.GetProperty("data").GetProperty("state").GetInt32().ShouldBe(2);
        (await shared.SendAsync("GET", $"{Base}{id}/")).Status.ShouldBe(404);
        var (_, gone) = await shared.SendAsync("GET", Base + $"?state=2&pk={id}");
        gone.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_list_fits()
    {
        var data = await shared.ConformAsync("GET", Base + "?limit=2&order_by=-id", "v2", Jobs);
        data.GetArrayLength().ShouldBe(2);
        data[0].GetProperty("id").GetInt64().ShouldBeGreaterThan(data[1].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Dagsters_create_needs_only_five_fields()
    {
        var body = new
        {
            account_id = shared.Server.AccountId,
            environment_id = shared.Sales.StagingId,
            project_id = shared.Sales.Id,
            name = "dagster adhoc",
            description = "made by dagster",
            job_type = "other",
        };
        var created = await shared.ConformAsync("POST", Base.TrimEnd('/'), "v2", Jobs, body, 201);
        created.GetProperty("execute_steps")[0].GetString().ShouldBe("dbt build");
        created.GetProperty("job_type").GetString().ShouldBe("other");
    }

    [Fact]
    public async Task Include_related_adds_the_environment()
    {
        var path = $"{Base}{shared.Sales.JobId}";
        (await shared.ConformAsync("GET", path, "v2", Job)).GetProperty("environment").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var form in new[] { "[\"environment\"]", "['environment','repository']", "[environment]", "environment,most_recent_run" })
        {
            var job = await shared.ConformAsync("GET", $"{path}?include_related={Uri.EscapeDataString(form)}", "v2", Job);
            job.GetProperty("environment").GetProperty("id").GetInt64().ShouldBe(shared.Sales.ProductionId, form);
        }
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var body = new
        {
            project_id = shared.Sales.Id,
            settings = new { threads = "four" },
            execute_steps = new[] { "bash -c id" },
        };
        var (status, answer) = await shared.SendAsync("POST", Base, body);
        status.ShouldBe(400);
        answer
            .GetProperty("status")
            .GetProperty("user_message")
            .GetString()
            .ShouldBe("The request was invalid. Please double check the provided data and try again.");
        var data = answer.GetProperty("data");
        data.GetProperty("name").GetString().ShouldBe("required key not provided");
        data.GetProperty("environment_id").GetString().ShouldBe("required key not provided");
        data.GetProperty("settings").GetProperty("threads").GetString().ShouldBe("expected int");
        data.GetProperty("execute_steps").GetString()!.ShouldContain("no dbt command");
    }

    [Fact]
    public async Task Everything_that_does_not_fit_together_is_named_at_once()
    {
        var body = new
        {
            name = "unfit",
            project_id = shared.Sales.Id,
            environment_id = shared.Payroll.ProductionId,
            triggers = new { schedule = true, on_merge = true },
            execution = new { timeout_seconds = 1_000_000 },
        };
        var (status, answer) = await shared.SendAsync("POST", Base, body);
        status.ShouldBe(400);
        var data = answer.GetProperty("data");
        data.GetProperty("environment_id").GetString()!.ShouldContain("does not belong to project");
        data.GetProperty("triggers").GetProperty("schedule").ValueKind.ShouldBe(JsonValueKind.String);
        data.GetProperty("execution").GetProperty("timeout_seconds").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Another_account_in_the_body_is_refused()
    {
        var body = new
        {
            account_id = shared.Server.AccountId + 1,
            project_id = shared.Sales.Id,
            environment_id = shared.Sales.StagingId,
            name = "x",
        };
        var (status, answer) = await shared.SendAsync("POST", Base, body);
        status.ShouldBe(400);
        answer.GetProperty("data").TryGetProperty("account_id", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_update_that_leaves_out_what_the_description_requires_changes_nothing_and_names_it()
    {
        var id = (await shared.ConformAsync("POST", Base, "v2", Jobs, Terraform("whole"), 201)).GetProperty("id").GetInt64();
        var (status, answer) = await shared.SendAsync("POST", $"{Base}{id}/", new { name = "hollow", settings = new { threads = 2 } });
        status.ShouldBe(400);
        var data = answer.GetProperty("data");
        foreach (
            var name in new[]
            {
                "account_id",
                "project_id",
                "environment_id",
                "execution",
                "generate_docs",
                "run_generate_sources",
                "state",
                "triggers",
            }
        )
        {
            data.GetProperty(name).GetString().ShouldBe("required key not provided", name);
        }
        data.GetProperty("settings").GetProperty("target_name").GetString().ShouldBe("required key not provided");
        (await shared.ConformAsync("GET", $"{Base}{id}/", "v2", Job)).GetProperty("name").GetString().ShouldBe("whole");
    }

    [Theory]
    [InlineData("""{"cron":"0 5 * * *"}""", "date", null)]
    [InlineData("""{"cron":"0 5 * * *"}""", "time", null)]
    [InlineData("""{"date":{"type":"every_day"},"time":{"type":"every_hour"}}""", "time", "interval")]
    [InlineData("""{"date":{"type":"every_day"},"time":{"type":"at_exact_hours"}}""", "time", "hours")]
    [InlineData("""{"date":{"type":"custom_cron"},"time":{"type":"every_hour","interval":1}}""", "date", "cron")]
    [InlineData("""{"date":{"type":"days_of_week"},"time":{"type":"every_hour","interval":1}}""", "date", "days")]
    public async Task A_schedule_that_says_too_little_is_refused_where_it_does(string schedule, string part, string? field)
    {
        var body = With(Terraform("scheduled"), "schedule", schedule);
        var (status, answer) = await shared.SendAsync("POST", Base, body);
        status.ShouldBe(400, answer.GetRawText());
        var found = answer.GetProperty("data").GetProperty("schedule").GetProperty(part);
        (field is null ? found : found.GetProperty(field)).ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task A_change_leaves_the_time_of_a_schedule_alone_unless_it_changes_the_schedule()
    {
        var id = (await shared.ConformAsync("POST", Base, "v2", Jobs, Terraform("timed"), 201)).GetProperty("id").GetInt64();
        (await DueAsync()).ShouldNotBeNull();
        var late = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using (var db = await shared.Server.DatabaseAsync())
        {
            await db.Jobs.Where(job => job.Id == id).ExecuteUpdateAsync(set => set.SetProperty(job => job.NextRunAt, late));
        }

        await shared.ConformAsync("POST", $"{Base}{id}/", "v2", Job, Terraform("renamed"));
        (await DueAsync()).ShouldBe(late);

        var daily = """{"date":{"type":"custom_cron","cron":"0 5 * * *"},"time":{"type":"every_hour","interval":1}}""";
        await shared.ConformAsync("POST", $"{Base}{id}/", "v2", Job, With(Terraform("renamed"), "schedule", daily));
        (await DueAsync())!.Value.ShouldSatisfyAllConditions(
            due => due.ShouldBeLessThan(late),
            due => due.TimeOfDay.ShouldBe(TimeSpan.FromHours(5))
        );

        await shared.SendAsync("DELETE", $"{Base}{id}/");
        (await DueAsync()).ShouldBeNull();

        async Task<DateTimeOffset?> DueAsync()
        {
            await using var db = await shared.Server.DatabaseAsync();
            return (await db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id)).NextRunAt;
        }
    }

    [Theory]
    [InlineData("\"nope\"")]
    [InlineData("\"\"")]
    [InlineData("\"1.9\"")]
    public async Task A_version_of_dbt_that_is_none_is_refused(string version)
    {
        var (status, answer) = await shared.SendAsync("POST", Base, With(Terraform("versioned"), "dbt_version", version));
        status.ShouldBe(400);
        answer.GetProperty("data").TryGetProperty("dbt_version", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("[\"state_aware_orchestration\"]", "true", "state_aware_orchestration", false)]
    [InlineData("[]", "false", "", true)]
    [InlineData("null", "false", "state_aware_orchestration", false)]
    [InlineData("null", "null", "", true)]
    [InlineData("[\"dbt_state\",\"efficient_testing\"]", "true", "dbt_state", true)]
    public async Task The_two_names_of_state_aware_orchestration_never_contradict(string features, string force, string kept, bool forced)
    {
        var body = With(With(Terraform("aware"), "cost_optimization_features", features), "force_node_selection", force);
        var job = await shared.ConformAsync("POST", Base, "v2", Jobs, body, 201);
        string.Join(',', job.GetProperty("cost_optimization_features").EnumerateArray().Select(f => f.GetString())).ShouldBe(kept);
        job.GetProperty("force_node_selection").GetBoolean().ShouldBe(forced);
    }

    private static JsonElement With(object body, string field, string json)
    {
        var node = JsonSerializer.SerializeToNode(body)!.AsObject();
        node[field] = System.Text.Json.Nodes.JsonNode.Parse(json);
        return JsonSerializer.SerializeToElement(node);
    }

    [Fact]
    public async Task Jobs_that_would_start_each_other_for_ever_are_refused()
    {
        var ids = new List<long>();
        foreach (var name in new[] { "First", "Second", "Third" })
        {
            var (made, body) = await shared.SendAsync("POST", Base, Terraform(name));
            made.ShouldBe(201, body.ToString());
            ids.Add(body.GetProperty("data").GetProperty("id").GetInt64());
        }
        (await WaitForAsync(ids[1], ids[0])).Status.ShouldBe(200);
        (await WaitForAsync(ids[2], ids[1])).Status.ShouldBe(200);
        foreach (var other in new[] { ids[0], ids[1], ids[2] })
        {
            var (status, body) = await WaitForAsync(ids[0], other);
            status.ShouldBe(400, body.ToString());
            body.ToString().ShouldContain("job_id");
        }
    }

    private async Task<(int Status, JsonElement Body)> WaitForAsync(long job, long other)
    {
        var body = JsonSerializer.SerializeToNode(Terraform("Waits"))!.AsObject();
        body["id"] = job;
        body["triggers"]!["schedule"] = false;
        body["job_completion_trigger_condition"] = JsonSerializer.SerializeToNode(
            new
            {
                condition = new
                {
                    job_id = other,
                    project_id = shared.Sales.Id,
                    statuses = new[] { 10 },
                },
            }
        );
        return await shared.SendAsync("POST", $"{Base}{job}/", JsonSerializer.SerializeToElement(body));
    }

    private object Terraform(string name) =>
        new
        {
            id = (long?)null,
            account_id = shared.Server.AccountId,
            project_id = shared.Sales.Id,
            environment_id = shared.Sales.StagingId,
            name,
            description = "",
            execute_steps = new[] { "dbt build" },
            dbt_version = (string?)null,
            deferring_job_definition_id = (long?)null,
            deferring_environment_id = (long?)null,
            triggers = new
            {
                github_webhook = false,
                git_provider_webhook = false,
                schedule = true,
                on_merge = false,
                custom_branch_only = false,
            },
            settings = new { threads = 8, target_name = "default" },
            schedule = new
            {
                cron = "0 */6 * * 1,2,3",
                date = new { type = "days_of_week", days = new[] { 1, 2, 3 } },
                time = new { type = "every_hour", interval = 6 },
            },
            execution = new { timeout_seconds = 0 },
            generate_docs = true,
            run_generate_sources = true,
            triggers_on_draft_pr = false,
            state = 1,
            job_completion_trigger_condition = (object?)null,
            run_compare_changes = false,
            run_lint = false,
            errors_on_lint_failure = true,
            force_node_selection = (bool?)null,
            lifecycle_webhooks = false,
        };
}
