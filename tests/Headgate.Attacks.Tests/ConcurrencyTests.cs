using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class ConcurrencyTests(StandingServer server)
{
    [Fact]
    public async Task CONC_11_two_updates_at_once()
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

    [Fact]
    public async Task CONC_17_policy_reload_under_load()
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

    [Fact]
    public async Task CONC_18_key_rotation_under_load()
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
        c.Records().Count(r => r.Other?.ContainsKey("note") == true).ShouldBe(1 + 2 + 3 + 4 + 5);
    }

    [Fact]
    public async Task CONC_22_decision_cache()
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
