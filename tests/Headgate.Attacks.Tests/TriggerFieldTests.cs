using System.Net.Http.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>
/// Every field, and every alias of one, that any operation on jobs and runs reads, sent one at a time by an agent that may trigger a job only as it is. The list is made
/// from the declarations, so that a field that is added tomorrow is tried tomorrow.
/// </summary>
public sealed class TriggerFieldTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("SCOPE-43")]
    [Theory]
    [InlineData("jobs/{0}/run/")]
    [InlineData("jobs/{0}/rerun/")]
    [InlineData("runs/{1}/retry/")]
    public async Task No_field_changes_what_a_run_does_without_the_right_to_it(string path)
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        var failed = await FailedRunAsync(server, project);
        using var agent = await AgentAsync(server, project, "runs.trigger", "runs.retry");
        var address = server.V2 + string.Format(path, project.JobId, failed);
        var (refused, plain) = (new List<string>(), new List<string>());
        foreach (var (name, field, value) in Fields(server))
        {
            using var answer = await agent.PostAsJsonAsync(address, new Dictionary<string, object> { [name] = value }, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            ((int)answer.StatusCode).ShouldBeOneOf(200, 400, 403);
            if (!answer.IsSuccessStatusCode)
            {
                refused.Add(name);
                text.ShouldContain(field, customMessage: $"the refusal of {name} names the field");
                continue;
            }
            plain.Add(name);
            await ShouldBeAsTheJobIsAsync(server, project, name);
            await ForgetAsync(server, project, failed);
        }
        plain.ShouldContain("cause");
        if (path.EndsWith("/run/", StringComparison.Ordinal))
        {
            // Another account than the path's is refused whatever it is sent with.
            refused.ShouldBeSubsetOf([.. Overrides(server), "cause", "account_id"]);
            Overrides(server).ShouldBeSubsetOf(refused, "each override needs a right of its own, by whatever name it is sent");
        }
    }

    [Attack("SCOPE-43")]
    [Fact]
    public async Task No_field_of_a_job_is_written_by_who_may_only_trigger_it()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        using var agent = await AgentAsync(server, project, "runs.trigger", "runs.retry");
        foreach (var (name, _, value) in Fields(server))
        {
            using var answer = await agent.PostAsJsonAsync(
                $"{server.V2}jobs/{project.JobId}/",
                new Dictionary<string, object> { [name] = value },
                Cancellation
            );
            ((int)answer.StatusCode).ShouldBe(403, name);
        }
        await using var db = await server.DatabaseAsync();
        var job = await db.Jobs.SingleAsync(j => j.Id == project.JobId, Cancellation);
        (job.Name, job.ProjectId, job.EnvironmentId, job.State).ShouldBe(
            ("Sales nightly", project.Id, project.ProductionId, RowState.Active)
        );
    }

    /// <summary>Every name of every field of a body, the field that it means, and a value that it could take.</summary>
    private static List<(string Name, string Field, object Value)> Fields(HeadgateServer server) =>
        [
            .. server
                .Catalogue.Operations.Where(o => o.Area is Area.Jobs or Area.Runs)
                .SelectMany(o => o.Fields.All)
                .Where(f => f.Place == FieldPlace.Body)
                .SelectMany(f => f.Aliases.Append(f.Name).Select(name => (Name: name, Field: f.Name, Value: ValueOf(f))))
                .Where(f => f.Name.Length > 0)
                .DistinctBy(f => f.Name),
        ];

    private static List<string> Overrides(HeadgateServer server) =>
        [
            .. server
                .Catalogue.Operations.Single(o => o.Id == "jobs.trigger")
                .Fields.All.Where(f => f.IsOverride)
                .SelectMany(f => f.Aliases.Append(f.Name)),
        ];

    private static object ValueOf(Field field) =>
        field.Shape switch
        {
            WholeShape => 7,
            FlagShape => true,
            ListShape { Item: WholeShape } => new[] { 10 },
            ListShape => new[] { "dbt run --select other" },
            ObjectShape => new Dictionary<string, object>(),
            _ => "other",
        };

    private static async Task<HttpClient> AgentAsync(HeadgateServer server, TestProject project, params string[] acts)
    {
        NewGrant[] grants =
        [
            new("jobs", "read") { ProjectIds = [project.Id] },
            new("runs", "read") { ProjectIds = [project.Id] },
            .. acts.Select(act => new NewGrant(act, "full") { JobIds = [project.JobId] }),
        ];
        return server.ClientFor(await server.CreateAgentAsync("trigger", grants), "Bearer");
    }

    private static async Task ShouldBeAsTheJobIsAsync(HeadgateServer server, TestProject project, string name)
    {
        await using var db = await server.DatabaseAsync();
        var job = await db.Jobs.SingleAsync(j => j.Id == project.JobId, Cancellation);
        var run = await db.Runs.Where(r => r.JobDefinitionId == job.Id).OrderByDescending(r => r.Id).FirstAsync(Cancellation);
        var trigger = await db.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation);
        run.Commands.ShouldBe(job.ExecuteSteps, customMessage: name);
        (run.GitBranch, run.GitSha, run.Threads, run.TargetName, run.TimeoutSeconds, run.GenerateDocs).ShouldBe(
            (null, null, job.Threads, job.TargetName, job.TimeoutSeconds, job.GenerateDocs),
            name
        );
        object?[] given =
        [
            trigger.GitBranch,
            trigger.GitSha,
            trigger.SchemaOverride,
            trigger.DbtVersionOverride,
            trigger.ThreadsOverride,
            trigger.TargetNameOverride,
            trigger.GenerateDocsOverride,
            trigger.TimeoutSecondsOverride,
            trigger.StepsOverride,
            trigger.GithubPullRequestId,
            trigger.GitlabMergeRequestId,
            trigger.AzurePullRequestId,
            trigger.NonNativePullRequestId,
        ];
        given.ShouldAllBe(value => value == null, name);
    }

    /// <summary>A failed run that can be retried, and an account in which nothing starts by itself.</summary>
    private static async Task<long> FailedRunAsync(HeadgateServer server, TestProject project)
    {
        var id = await project.AddRunAsync(server, RunStatus.Error);
        await using var db = await server.DatabaseAsync();
        await db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.RunSlots, 0), Cancellation);
        var job = await db.Jobs.SingleAsync(j => j.Id == project.JobId, Cancellation);
        var run = await db.Runs.SingleAsync(r => r.Id == id, Cancellation);
        (run.Commands, run.Threads, run.TargetName, job.MostRecentRunId) = ([.. job.ExecuteSteps], job.Threads, job.TargetName, id);
        db.Add(
            new Artifact
            {
                AccountId = server.AccountId,
                RunId = id,
                Step = 1,
                Path = "run_results.json",
                Sha256 = new string('0', 64),
                Size = 2,
            }
        );
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    /// <summary>Makes the failed run the newest one again.</summary>
    private static async Task ForgetAsync(HeadgateServer server, TestProject project, long failed)
    {
        await using var db = await server.DatabaseAsync();
        await db
            .Jobs.Where(j => j.Id == project.JobId)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.MostRecentRunId, failed), Cancellation);
        await db.Runs.Where(r => r.JobDefinitionId == project.JobId && r.Id > failed).ExecuteDeleteAsync(Cancellation);
    }
}
