using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>Ids of things in another project, in jobs, runs and webhooks of one's own.</summary>
public sealed class HiddenIdTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("SCOPE-41")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lists_of_runs_and_jobs_show_what_stands_beside_them_only_where_it_is_granted(bool isAgent)
    {
        await using var server = await HeadgateServer.StartAsync();
        var (sales, payroll) = (await server.CreateProjectAsync("Sales"), await server.CreateProjectAsync("Payroll"));
        foreach (var project in new[] { sales, payroll })
        {
            var run = await project.AddRunAsync(server, RunStatus.Success);
            await using var db = await server.DatabaseAsync();
            await db
                .Jobs.Where(j => j.Id == project.JobId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(j => j.MostRecentRunId, run).SetProperty(j => j.MostRecentCompletedRunId, run),
                    Cancellation
                );
        }
        // Runs and jobs are seen everywhere, everything else only in Sales: two sets of different reach, or grants to match.
        using var runs = await CallerAsync("runs", "cost_insights_viewer", "job_runner");
        using var jobs = await CallerAsync("jobs", "cost_insights_viewer");
        foreach (
            var run in (await DataAsync(runs, server.V2 + "runs/?include_related=[\"environment\",\"repository\",\"job\",\"trigger\"]"))
        )
        {
            Shows(run, sales.Id, "environment", "repository");
        }
        foreach (
            var job in (
                await DataAsync(
                    jobs,
                    server.V2 + "jobs/?include_related=[\"most_recent_run\",\"most_recent_completed_run\",\"environment\"]"
                )
            )
        )
        {
            var isBare = job.GetProperty("id").GetInt64() is var id && (id == sales.StagingJobId || id == payroll.StagingJobId);
            Shows(job, sales.Id, isBare ? ["environment"] : ["most_recent_run", "most_recent_completed_run", "environment"]);
        }

        async Task<HttpClient> CallerAsync(string everywhere, params string[] sets) =>
            isAgent
                ? server.ClientFor(
                    await server.CreateAgentAsync(
                        everywhere,
                        [
                            new NewGrant(everywhere, "read"),
                            .. new[] { "jobs", "runs", "environments", "repositories" }
                                .Where(c => c != everywhere)
                                .Select(c => new NewGrant(c, "read") { ProjectIds = [sales.Id] }),
                        ]
                    ),
                    "Bearer"
                )
                : server.ClientFor(
                    await server.CreateServiceTokenAsync(
                        everywhere,
                        [
                            .. sets.Select(set => new PermissionGrant(set, null, EnvironmentCategories.None)),
                            new PermissionGrant("git_admin", sales.Id, EnvironmentCategories.All),
                        ]
                    )
                );
    }

    [Attack("SCOPE-42")]
    [Fact]
    public async Task Ids_of_things_in_another_project_are_withheld_and_stay_when_the_job_is_sent_back()
    {
        await using var server = await HeadgateServer.StartAsync();
        var (sales, payroll) = (await server.CreateProjectAsync("Sales"), await server.CreateProjectAsync("Payroll"));
        var (own, foreign) = (await sales.AddRunAsync(server, RunStatus.Success), await payroll.AddRunAsync(server, RunStatus.Success));
        await PointOutwardAsync(server, sales, payroll, own, foreign);
        using var agent = server.ClientFor(
            await server.CreateAgentAsync(
                "own",
                new NewGrant("jobs", "full") { ProjectIds = [sales.Id] },
                new NewGrant("runs", "read") { ProjectIds = [sales.Id] }
            ),
            "Bearer"
        );
        var job = $"{server.V2}jobs/{sales.JobId}/";

        var seen = await OneAsync(agent, job);
        foreach (var field in new[] { "deferring_environment_id", "job_completion_trigger_condition" })
        {
            seen.GetProperty(field).ValueKind.ShouldBe(JsonValueKind.Null, field);
            (await OneAsync(server.Admin, job)).GetProperty(field).ValueKind.ShouldNotBe(JsonValueKind.Null, field);
        }
        foreach (
            var path in new[]
            {
                $"runs/{own}/?include_related=[\"job\"]",
                "runs/?include_related=[\"job\"]",
                "jobs/?include_related=[\"most_recent_run\"]",
            }
        )
        {
            ShouldNameNothing(await OneAsync(agent, server.V2 + path), path);
            var everything = await OneAsync(server.Admin, server.V2 + path);
            Should.Throw<ShouldAssertException>(() => ShouldNameNothing(everything, path), "an administrator sees them");
        }
        (await OneAsync(server.Admin, $"{server.V2}runs/{own}/"))
            .GetProperty("status_message")
            .GetString()!
            .ShouldContain($"run {foreign}");

        var changed = JsonNode.Parse(seen.GetRawText())!;
        changed["name"] = "renamed";
        using var answer = await agent.PostAsJsonAsync(job, changed, Cancellation);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync(Cancellation));
        await using var after = await server.DatabaseAsync();
        var row = await after.Jobs.SingleAsync(j => j.Id == sales.JobId, Cancellation);
        (row.Name, row.DeferringEnvironmentId, row.CompletionJobId, row.CompletionProjectId).ShouldBe(
            ("renamed", payroll.ProductionId, payroll.JobId, payroll.Id),
            "what the agent was not shown it did not change"
        );
        row.CompletionStatuses.ShouldBe([10]);
    }

    private static async Task PointOutwardAsync(HeadgateServer server, TestProject sales, TestProject payroll, long own, long foreign)
    {
        await using var db = await server.DatabaseAsync();
        var job = await db.Jobs.SingleAsync(j => j.Id == sales.JobId, Cancellation);
        (job.DeferringEnvironmentId, job.CompletionJobId, job.CompletionProjectId) = (payroll.ProductionId, payroll.JobId, payroll.Id);
        job.CompletionStatuses = [10];
        job.MostRecentRunId = own;
        var run = await db.Runs.SingleAsync(r => r.Id == own, Cancellation);
        (run.DeferringRunId, run.BlockedBy) = (foreign, [foreign]);
        run.StatusMessage = $"Waits for run {foreign}: both write the DuckDB file shop.duckdb, which takes one writer at a time.";
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>No field that names another thing names one, at whatever depth.</summary>
    private static void ShouldNameNothing(JsonElement answer, string path)
    {
        if (answer.ValueKind == JsonValueKind.Array)
        {
            answer.EnumerateArray().ToList().ForEach(item => ShouldNameNothing(item, path));
        }
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        foreach (var field in answer.EnumerateObject())
        {
            switch (field.Name)
            {
                case "deferring_run_id" or "deferring_environment_id" or "job_completion_trigger_condition":
                    field.Value.ValueKind.ShouldBe(JsonValueKind.Null, $"{field.Name} of {path}");
                    break;
                case "blocked_by":
                    field.Value.GetArrayLength().ShouldBe(0, path);
                    break;
                case "status_message" when field.Value.ValueKind == JsonValueKind.String:
                    field.Value.GetString()!.ShouldStartWith("Waits for a run elsewhere:", customMessage: path);
                    break;
                default:
                    ShouldNameNothing(field.Value, path);
                    break;
            }
        }
    }

    private static void Shows(JsonElement row, long project, params string[] beside)
    {
        foreach (var name in beside)
        {
            (row.GetProperty(name).ValueKind == JsonValueKind.Object).ShouldBe(
                row.GetProperty("project_id").GetInt64() == project,
                $"{name} of {row.GetProperty("id")} in {row.GetProperty("project_id")}"
            );
        }
    }

    private static async Task<JsonElement> OneAsync(HttpClient client, string path) =>
        JsonDocument
            .Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))
            .RootElement.GetProperty("data")
            .Clone();

    private static async Task<List<JsonElement>> DataAsync(HttpClient client, string path)
    {
        var rows = (await OneAsync(client, path)).EnumerateArray().ToList();
        rows.Count.ShouldBeGreaterThan(1, path);
        return rows;
    }
}
