using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

/// <summary>Attacks on scope by what was: jobs that have moved or were deleted, and by what a thing points at.</summary>
[Collection("attacks")]
public sealed class ScopeHistoryTests(StandingServer server)
{
    private static string Hooks => B1 + "/webhooks/";

    [Attack("SCOPE-13")]
    [Fact]
    public async Task Every_step_of_a_trigger_is_judged_and_not_only_the_first()
    {
        await using var c = await AttackCase.BeginAsync(server);
        const string Run = "/jobs/1000/run/";
        (await c.PostAsync(A1 + Run, "KT", """{"cause":"x","steps_override":["dbt build","dbt run-operation x"]}""")).Status.ShouldBe(403);
        c.Recorded("Denied", "argument-not-granted").Other!["argument"].GetString().ShouldBe("steps_override");
        var answer = await c.PostAsync(A1 + Run, server.Admin, """{"cause":"x","steps_override":["dbt build","bash -c id"]}""");
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("steps_override");
    }

    [Attack("SCOPE-47")]
    [Fact]
    public async Task What_a_job_did_in_another_project_stays_there_when_the_job_moves()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var mark = await AddDeliveryAsync();
        await MoveAsync(2000, 10, 100);
        try
        {
            (await c.GetAsync(A1 + "/jobs/2000/", "KR")).Status.ShouldBe(200);
            (await c.GetAsync(A1 + "/runs/6000/", "KR")).Status.ShouldBe(404);
            (await c.GetAsync(A1 + "/runs/?job_definition_id=2000", "KR")).Text.ShouldNotContain("6000");
            (await c.GetAsync(A1 + "/runs/6000/artifacts/manifest.json", "KR")).Status.ShouldBe(404);
            foreach (var path in new[] { $"event/wev_{mark}", $"event/wev_{mark}/receipts", $"receipt/wre_{mark}" })
            {
                (await c.GetAsync(Hooks + path, "KW")).Status.ShouldBe(404, path);
            }
            var events = await c.GetAsync($"{Hooks}subscription/wsu_{mark}/events", "KW");
            (events.Status, events.Json.GetProperty("data").GetArrayLength()).ShouldBe((200, 0));
            (await c.GetAsync($"{Hooks}subscription/wsu_{mark}/event/wev_{mark}/receipt", "KW")).Status.ShouldBe(404);
            (await c.GetAsync($"{Hooks}event/wev_{mark}", server.Admin)).Status.ShouldBe(200);
        }
        finally
        {
            await MoveAsync(2000, 20, 200);
        }
    }

    [Attack("SCOPE-49")]
    [Fact]
    public async Task Filters_by_state_widen_no_scope_and_a_deleted_job_is_not_revived_by_an_update()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        await SetStateAsync(RowState.Deleted, 1001, 2000);
        try
        {
            foreach (var state in new[] { "2", "deleted", "all" })
            {
                var list = await c.GetAsync($"{A1}/jobs/?state={state}", "KR");
                var ids = list.Json.GetProperty("data").EnumerateArray().Select(j => j.GetProperty("id").GetInt64()).ToList();
                ids.ShouldContain(1001);
                ids.ShouldNotContain(2000);
            }
            (await c.GetAsync(A1 + "/jobs/2000/", "KR")).Status.ShouldBe(404);
            (await c.PostAsync(A1 + "/jobs/1001/", "KJ", """{"state":1}""")).Status.ShouldBe(404);
            (await c.PostAsync(A1 + "/jobs/1001/run/", "KJ", """{"cause":"x"}""")).Status.ShouldBeOneOf(403, 404);
            (await c.GetAsync(A1 + "/jobs/?state=2", "KR")).Text.ShouldContain("1001");
            await SetProjectAsync(RowState.Deleted);
            foreach (
                var path in new[] { "/runs/", "/runs/?project_id=20", "/runs/?job_definition_id=2000", "/jobs/?project_id=20&state=all" }
            )
            {
                var rows = (await c.GetAsync(A1 + path, "KR")).Json.GetProperty("data").EnumerateArray();
                rows.ShouldAllBe(row => row.GetProperty("project_id").GetInt64() != 20, path);
            }
            (await c.GetAsync(A1 + "/runs/6000/", "KR")).Status.ShouldBe(404);
        }
        finally
        {
            await SetStateAsync(RowState.Active, 1001, 2000);
            await SetProjectAsync(RowState.Active);
        }
    }

    [Attack("SCOPE-48")]
    [Fact]
    public async Task A_project_cannot_point_at_a_repository_outside_and_does_not_tell_whether_it_exists()
    {
        long foreign;
        await using (var db = server.Database())
        {
            var repository = new Repository
            {
                AccountId = 1,
                ProjectId = 20,
                Name = "payroll",
                FullName = "orchard/payroll",
                RemoteUrl = "https://git.example.com/orchard/payroll.git",
                RemoteBackend = "manual_config",
                GitCloneStrategy = "deploy_key",
            };
            db.Add(repository);
            await db.SaveChangesAsync();
            foreign = repository.Id;
        }
        var issued = await server.Registry.CreateAsync(1, new("points a project outward"), ChangeActor.Operator, CancellationToken.None);
        foreach (var capability in new[] { "projects", "repositories", "jobs" })
        {
            var grant = new NewGrant(capability, "full") { ProjectIds = [10] };
            (
                await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
            ).Fault.ShouldBeNull();
        }
        await using var c = await AttackCase.BeginAsync(server);
        var key = issued.Value!.Secret.Reveal();
        foreach (var (field, outside) in new[] { ("repository_id", foreign), ("docs_job_id", 2000), ("freshness_job_id", 2000) })
        {
            var there = await c.PostAsync(B1 + "/projects/10/", key, $$"""{"name":"Sales","{{field}}":{{outside}}}""");
            var nowhere = await c.PostAsync(B1 + "/projects/10/", key, $$"""{"name":"Sales","{{field}}":987654}""");
            (there.Status, there.Text).ShouldBe((403, nowhere.Text));
            there.UserMessage.ShouldContain(field);
        }
    }

    [Attack("SCOPE-48")]
    [Theory]
    [InlineData("connection_id")]
    [InlineData("credentials_id")]
    public async Task An_environment_cannot_point_at_what_lies_outside_and_does_not_tell_whether_it_exists(string field)
    {
        var (connection, credential) = await AddPayrollThingsAsync();
        var foreign = field == "connection_id" ? connection : credential;
        var issued = await server.Registry.CreateAsync(1, new("points outward " + field), ChangeActor.Operator, CancellationToken.None);
        var grant = new NewGrant("environments", "full") { ProjectIds = [10] };
        (
            await server.Registry.PutGrantAsync(1, issued.Value!.Agent.Id, grant, ChangeActor.Operator, CancellationToken.None)
        ).Fault.ShouldBeNull();
        await using var c = await AttackCase.BeginAsync(server);
        const string Path = "/projects/10/environments/101/";
        var key = issued.Value.Secret.Reveal();

        var outside = await c.PostAsync(B1 + Path, key, $$"""{"{{field}}":{{foreign}}}""");
        var missing = await c.PostAsync(B1 + Path, key, $$"""{"{{field}}":987654}""");

        (outside.Status, outside.Text).ShouldBe((403, missing.Text));
        outside.UserMessage.ShouldContain(field);
    }

    private async Task MoveAsync(long id, long project, long environment)
    {
        await using var db = server.Database();
        var job = (await db.Jobs.FindAsync(id))!;
        (job.ProjectId, job.EnvironmentId) = (project, environment);
        await db.SaveChangesAsync();
    }

    private async Task SetProjectAsync(RowState state)
    {
        await using var db = server.Database();
        (await db.Projects.FindAsync(20L))!.State = state;
        await db.SaveChangesAsync();
    }

    private async Task SetStateAsync(RowState state, params long[] ids)
    {
        await using var db = server.Database();
        foreach (var id in ids)
        {
            (await db.Jobs.FindAsync(id))!.State = state;
        }
        await db.SaveChangesAsync();
    }

    /// <summary>A subscription to job 2000, with an event and a receipt of run 6000.</summary>
    private async Task<string> AddDeliveryAsync()
    {
        var mark = Guid.NewGuid().ToString("N")[..27];
        await using var db = server.Database();
        db.AddRange(
            new WebhookSubscription
            {
                Id = "wsu_" + mark,
                AccountId = 1,
                Name = "payroll",
                ClientUrl = "https://hooks.example.com/",
                EventTypes = ["job.run.completed"],
                JobIds = [2000],
                Active = false,
            },
            new WebhookEvent
            {
                Id = "wev_" + mark,
                AccountId = 1,
                SubscriptionId = "wsu_" + mark,
                JobId = 2000,
                RunId = 6000,
                EventType = "job.run.completed",
                Payload = "{}",
                Status = WebhookEventStatus.Delivered,
            },
            new WebhookDelivery
            {
                Id = "wre_" + mark,
                AccountId = 1,
                EventId = "wev_" + mark,
                SubscriptionId = "wsu_" + mark,
                Attempt = 1,
                RequestBody = "{}",
                DispatchedAt = DateTimeOffset.UtcNow,
            }
        );
        await db.SaveChangesAsync();
        return mark;
    }

    private async Task<(long Connection, long Credential)> AddPayrollThingsAsync()
    {
        await using var db = server.Database();
        var connection = new Connection
        {
            AccountId = 1,
            ProjectId = 20,
            Name = "Payroll warehouse",
            AdapterVersion = "duckdb_v0",
            Config = "{}",
        };
        var credential = new Credential { AccountId = 1, ProjectId = 20 };
        db.AddRange(connection, credential);
        await db.SaveChangesAsync();
        return (connection.Id, credential.Id);
    }
}
