using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class ConcurrencyTests(StandingServer server)
{
    [Attack("CONC-11")]
    [Fact]
    public async Task Two_updates_of_a_job_at_once_leave_one_of_them_whole()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var (first, second) = (JobBody("First"), JobBody("Second").Replace("dbt build", "dbt run", StringComparison.Ordinal));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Task.Run(() => c.PostAsync(A1 + "/jobs/1000/", "KJ", i % 2 == 0 ? first : second)))
        );
        answers.ShouldAllBe(a => a.Status == 200 || a.Status == 409);
        var job = (await c.GetAsync(A1 + "/jobs/1000/", "KR")).Json.GetProperty("data");
        (job.GetProperty("name").GetString(), job.GetProperty("execute_steps")[0].GetString()).ShouldBeOneOf(
            ("First", "dbt build"),
            ("Second", "dbt run")
        );
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody())).Status.ShouldBe(200);
        c.Decisions = 12;
    }

    [Attack("CONC-11")]
    [Fact]
    public async Task Two_updates_of_a_project_at_once_leave_one_of_them_whole()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Start");
        await AssertNoMixtureAsync(
            server,
            $"{server.V3}projects/{project.Id}/",
            (name, folder) =>
                new
                {
                    account_id = server.AccountId,
                    state = 1,
                    name,
                    dbt_project_subdirectory = folder,
                },
            data => (data.GetProperty("name").GetString()!, data.GetProperty("dbt_project_subdirectory").GetString()!)
        );
    }

    [Attack("CONC-11")]
    [Fact]
    public async Task Two_updates_of_a_subscription_at_once_leave_one_of_them_whole()
    {
        await using var hooks = new HookServer();
        await hooks.InitializeAsync();
        var project = await hooks.Server.CreateProjectAsync("Hooks");
        var (id, _) = await hooks.SubscribeAsync(project, new Uri("https://93.184.216.34/"));
        await AssertNoMixtureAsync(
            hooks.Server,
            $"{hooks.Server.V3}webhooks/subscription/{id}",
            (name, path) =>
                new
                {
                    name,
                    client_url = "https://93.184.216.34/" + path,
                    event_types = new[] { "job.run.completed" },
                    active = true,
                },
            data => (data.GetProperty("name").GetString()!, data.GetProperty("client_url").GetString()!["https://93.184.216.34/".Length..])
        );
    }

    [Attack("CONC-11")]
    [Theory]
    [InlineData("group-permissions")]
    [InlineData("service-tokens")]
    public async Task Of_several_settings_of_permissions_at_once_one_stands_whole(string of)
    {
        await using var server = await HeadgateServer.StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        object[] few = [new { permission_set = "job_viewer", all_projects = true }];
        object[] other = [new { permission_set = "git_admin", all_projects = true }];
        var ofTokens = of == "service-tokens";
        for (var i = 0; i < 15; i++)
        {
            var name = new { name = $"Holder {i}" };
            var made = await server.Admin.PostAsJsonAsync($"{server.V3}{(ofTokens ? of : "groups")}/", name, cancellation);
            var id = JsonDocument
                .Parse(await made.Content.ReadAsStringAsync(cancellation))
                .RootElement.GetProperty("data")
                .GetProperty("id");
            var path = ofTokens ? $"{server.V3}service-tokens/{id}/permissions/" : $"{server.V3}group-permissions/{id}/";
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(n => Task.Run(() => server.Admin.PostAsJsonAsync(path, n % 2 == 0 ? few : other, cancellation)))
            );
            // A group's permissions are replaced as often as one likes, a token's are given once.
            answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(ofTokens ? 1 : 4);
            answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK || a.StatusCode == HttpStatusCode.BadRequest);
            await using var db = await server.DatabaseAsync();
            var holds = ofTokens
                ? await db.ServiceTokenPermissions.CountAsync(
                    p => p.ServiceTokenId == id.GetInt64() && p.State == RowState.Active,
                    cancellation
                )
                : await db.GroupPermissions.CountAsync(p => p.GroupId == id.GetInt64() && p.State == RowState.Active, cancellation);
            holds.ShouldBe(1);
        }
    }

    /// <summary>From one state, two callers at once each change another field of it: what stands then is what one of them sent.</summary>
    private static async Task AssertNoMixtureAsync(
        HeadgateServer server,
        string path,
        Func<string, string, object> body,
        Func<JsonElement, (string, string)> read
    )
    {
        for (var i = 0; i < 25; i++)
        {
            (await PutAsync("Start", "start")).ShouldBe(HttpStatusCode.OK);
            var statuses = await Task.WhenAll(Task.Run(() => PutAsync("Other", "start")), Task.Run(() => PutAsync("Start", "other")));
            statuses.ShouldAllBe(s => s == HttpStatusCode.OK || s == HttpStatusCode.Conflict);
            var text = await server.Admin.GetStringAsync(path, TestContext.Current.CancellationToken);
            read(JsonDocument.Parse(text).RootElement.GetProperty("data")).ShouldBeOneOf(("Other", "start"), ("Start", "other"));
        }

        async Task<HttpStatusCode> PutAsync(string first, string second)
        {
            var method = path.Contains("webhooks", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post;
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body(first, second)) };
            using var answer = await server.Admin.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Attack("CONC-17")]
    [Fact]
    public async Task While_a_grant_changes_each_call_is_decided_by_one_policy_and_never_by_an_older_one_again()
    {
        var agent = (await server.Registry.CreateAsync(1, new NewAgent("flipping"), ChangeActor.Operator, CancellationToken.None)).Value!;
        using var stop = new CancellationTokenSource();
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var flips = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var level = i % 2 == 0 ? "read" : "off";
                await server.Registry.PutGrantAsync(
                    1,
                    agent.Agent.Id,
                    new NewGrant("jobs", level),
                    ChangeActor.Operator,
                    CancellationToken.None
                );
            }
        });
        List<int> statuses = [];
        while (!flips.IsCompleted || statuses.Count < 20)
        {
            statuses.Add((await c.GetAsync(A1 + "/jobs/", agent.Secret.Reveal())).Status);
        }
        await flips;
        statuses.ShouldAllBe(s => s == 200 || s == 403);
        var versions = c.Records().Select(r => r.Policy!.Value).ToList();
        versions.SequenceEqual(versions.Order()).ShouldBeTrue("each decision by the policy in force, never an older one again");
        (await c.GetAsync(A1 + "/jobs/", agent.Secret.Reveal())).Status.ShouldBe(403);
    }

    [Attack("CONC-18")]
    [Fact]
    public async Task While_keys_rotate_no_call_fails_inside_the_grace()
    {
        var agent = (await server.Registry.CreateAsync(1, new NewAgent("turning"), ChangeActor.Operator, CancellationToken.None)).Value!;
        await server.Registry.PutGrantAsync(1, agent.Agent.Id, new NewGrant("jobs", "read"), ChangeActor.Operator, CancellationToken.None);
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        List<string> keys = [agent.Secret.Reveal()];
        var key = agent.Key.Id;
        for (var i = 0; i < 5; i++)
        {
            var turned = (
                await server.Registry.RotateKeyAsync(
                    1,
                    agent.Agent.Id,
                    key,
                    TimeSpan.FromHours(1),
                    ChangeActor.Operator,
                    CancellationToken.None
                )
            ).Value!;
            keys.Add(turned.Secret.Reveal());
            key = turned.Key.Id;
            foreach (var good in keys)
            {
                (await c.GetAsync(A1 + "/jobs/", good)).Status.ShouldBe(200);
            }
        }
        c.Records().Count(r => r.Note is not null).ShouldBe(1 + 2 + 3 + 4 + 5);
    }

    [Attack("CONC-22")]
    [Fact]
    public async Task A_run_that_moved_to_another_project_is_out_of_scope_at_once()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await c.GetAsync(A1 + "/runs/5000/", "KR")).Status.ShouldBe(200);
        await MoveAsync(20);
        (await c.GetAsync(A1 + "/runs/5000/", "KR")).Status.ShouldBe(404);
        await MoveAsync(10);
        (await c.GetAsync(A1 + "/runs/5000/", "KR")).Status.ShouldBe(200);
    }

    private async Task MoveAsync(long project)
    {
        await using var db = server.Database();
        var run = (await db.Runs.FindAsync(5000L))!;
        run.ProjectId = project;
        run.EnvironmentId = project * 10;
        await db.SaveChangesAsync();
    }
}
