using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>Whose manifest a run takes for the state of the world.</summary>
public sealed class DeferralTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-44")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_of_a_pull_request_is_never_deferred_to(bool byEnvironment)
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Sales");
        var trusted = await project.AddRunAsync(server, RunStatus.Success);
        foreach (
            var change in new Action<RunTrigger>[]
            {
                t => t.GithubPullRequestId = 7,
                t => t.GitlabMergeRequestId = 7,
                t => t.AzurePullRequestId = 7,
                t => t.NonNativePullRequestId = 7,
            }
        )
        {
            var proposed = await project.AddRunAsync(server, RunStatus.Success);
            await using var made = await server.DatabaseAsync();
            var run = await made.Runs.SingleAsync(r => r.Id == proposed, Cancellation);
            change(await made.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation));
            await made.SaveChangesAsync(Cancellation);
        }
        await using (var db = await server.DatabaseAsync())
        {
            await db.Runs.ExecuteUpdateAsync(set => set.SetProperty(r => r.ArtifactsSaved, true), Cancellation);
            var job = await db.Jobs.SingleAsync(j => j.Id == project.StagingJobId, Cancellation);
            job.DeferringEnvironmentId = byEnvironment ? project.ProductionId : null;
            job.DeferringJobDefinitionId = byEnvironment ? null : project.JobId;
            await db.SaveChangesAsync(Cancellation);
        }

        using var answer = await server.Admin.PostAsJsonAsync(
            $"{server.V2}jobs/{project.StagingJobId}/run/",
            new { cause = "deferring" },
            Cancellation
        );

        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("deferring_run_id").GetInt64().ShouldBe(trusted, text);
    }
}
