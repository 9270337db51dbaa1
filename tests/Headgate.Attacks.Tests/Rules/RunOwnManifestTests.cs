using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Platform.Runs.Box;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Rules about models are held against the code that a run really executes, with the product's own engine.</summary>
public sealed class RunOwnManifestTests
{
    private const string Own = "select 1 as id";
    private const string Tagged = "{{ config(tags=['agent']) }} ";
    private const string Chosen = "dbt build --select tag:agent";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("POL-05")]
    [Attack("POL-06")]
    [Fact]
    public async Task A_commit_between_the_call_and_the_run_widens_no_rule()
    {
        await using var lab = await StartAsync();
        var project = await AddAsync(lab);
        using var agent = await AgentAsync(lab, project);
        await WriteAsync(lab, "fct_agent", Tagged + Own);
        await WriteAsync(lab, "salaries", Own);
        (await ByPersonAsync(lab, project)).Status.ShouldBe(RunStatus.Success);
        (await ByAgentAsync(lab, project, agent, Chosen)).Status.ShouldBe(RunStatus.Success);

        // Another model gets the tag: by the rule alone it would be one of those that are allowed.
        await WriteAsync(lab, "salaries", Tagged + Own);
        var run = await ByAgentAsync(lab, project, agent, Chosen);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("model.shop.salaries");
        run.StatusMessage!.ShouldContain("tag:agent");
        (await CommandsAsync(lab, run)).ShouldBe(["dbt deps"], "no command of the run was executed");
        var record = Recorded.Of(lab.Server, "run").ShouldHaveSingleItem();
        (record.Decision, record.Reason, record.Path!.Run).ShouldBe(("Denied", "rule-drift", run.Id));
        record.Note!.ShouldMatch("^nodes [0-9a-f]{16} when it was allowed, [0-9a-f]{16} now$");
        record.Sentence!.ShouldContain("model.shop.salaries");
        record.Caller!.Name.ShouldBe("modeller");
        (await ByAgentAsync(lab, project, agent, Chosen)).Status.ShouldBe(
            RunStatus.Error,
            "nothing was learned from a run that was stopped"
        );

        // Once somebody has run it, the rule is decided on what there is.
        (await ByPersonAsync(lab, project)).Status.ShouldBe(RunStatus.Success);
        (await ByAgentAsync(lab, project, agent, Chosen)).Status.ShouldBe(RunStatus.Success);

        // A model that is allowed takes another one's table.
        await WriteAsync(lab, "fct_agent", "{{ config(tags=['agent'], alias='payroll') }} " + Own);
        run = await ByAgentAsync(lab, project, agent, Chosen);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("model.shop.fct_agent is built as payroll now");

        // What the project runs beside its nodes is part of what it does.
        await WriteAsync(lab, "fct_agent", Tagged + Own);
        var file = Path.Combine(lab.Folder, "dbt_project.yml");
        await File.AppendAllTextAsync(file, "on-run-end: [\"drop table if exists salaries\"]\n", Cancellation);
        run = await ByAgentAsync(lab, project, agent, Chosen);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("operation.shop.shop-on-run-end-0");
        (await ByPersonAsync(lab, project)).Status.ShouldBe(RunStatus.Success);
        (await ByAgentAsync(lab, project, agent, Chosen)).Status.ShouldBe(RunStatus.Success, "the hook is known now");
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file, Cancellation)).Replace("salaries", "fct_agent", StringComparison.Ordinal),
            Cancellation
        );
        run = await ByAgentAsync(lab, project, agent, Chosen);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("operation.shop.shop-on-run-end-0 is another statement now");

        // One that was allowed has lost the tag.
        await WriteAsync(lab, "fct_agent", Own);
        run = await ByAgentAsync(lab, project, agent, "dbt run --select fct_agent");
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("model.shop.fct_agent");
        Recorded.IsIntact(lab.Server);
    }

    [Attack("POL-06")]
    [Fact]
    public async Task A_project_that_tells_one_command_other_nodes_than_another_is_stopped_by_the_engine()
    {
        await using var lab = await StartAsync();
        var project = await AddAsync(lab);
        using var agent = await AgentAsync(lab, project);
        await WriteAsync(lab, "fct_agent", Tagged + Own);
        await WriteAsync(lab, "salaries", Own);
        (await ByPersonAsync(lab, project)).Status.ShouldBe(RunStatus.Success);
        await WriteAsync(lab, "salaries", "{{ config(tags=['agent'] if flags.WHICH != 'parse' else []) }} " + Own);

        var run = await ByAgentAsync(lab, project, agent, Chosen);
        run.Status.ShouldBe(RunStatus.Error);
        run.StatusMessage!.ShouldContain("model.shop.salaries is none of the nodes that the run was allowed to touch");
    }

    [Fact]
    public async Task A_retry_under_a_rule_does_the_command_again_as_a_whole()
    {
        await using var lab = await StartAsync();
        var project = await AddAsync(lab);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            (await db.Jobs.SingleAsync(row => row.Id == project.JobId, Cancellation)).ExecuteSteps = [Chosen];
            await db.SaveChangesAsync(Cancellation);
        }
        using var agent = await AgentAsync(lab, project);
        await WriteAsync(lab, "fct_agent", Tagged + Own);
        await WriteAsync(lab, "agg_agent", Tagged + "select * from {{ ref('fct_agent') }}");
        (await ByPersonAsync(lab, project)).Status.ShouldBe(RunStatus.Success);
        await WriteAsync(lab, "agg_agent", Tagged + "select nothing from {{ ref('fct_agent') }}");
        var failed = await ByAgentAsync(lab, project, agent, null);
        failed.Status.ShouldBe(RunStatus.Error);
        (await CommandsAsync(lab, failed)).ShouldBe(["dbt deps", Chosen]);

        await WriteAsync(lab, "agg_agent", Tagged + "select * from {{ ref('fct_agent') }}");
        using var answer = await agent.PostAsJsonAsync($"{lab.Server.V2}runs/{failed.Id}/retry/", new { }, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        var retried = (await lab.EndedAsync(project))[^1];
        (retried.RetryingRunId, retried.Status).ShouldBe((failed.Id, RunStatus.Success));
        (await CommandsAsync(lab, retried)).ShouldBe(["dbt deps", Chosen]);
    }

    private static Task<RunLab> StartAsync() =>
        RunLab.StartAsync($"exec '{ProductProgram.Path}' dbt \"$@\"\n", box => box with { Isolation = Isolation.None });

    private static async Task<TestProject> AddAsync(RunLab lab)
    {
        var project = await lab.AddProjectAsync("Sales");
        await using var db = await lab.Server.DatabaseAsync();
        (await db.Connections.SingleAsync(row => row.Id == project.ConnectionId, Cancellation)).Config =
            """{"path":"warehouse/sales.duckdb"}""";
        (await db.Jobs.SingleAsync(row => row.Id == project.JobId, Cancellation)).ExecuteSteps = ["dbt build"];
        await db.SaveChangesAsync(Cancellation);
        return project;
    }

    private static async Task<HttpClient> AgentAsync(RunLab lab, TestProject project)
    {
        var own = new GrantConditions { Models = new ModelsCondition { Select = ["tag:agent"] } };
        return lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "modeller",
                new NewGrant("runs.trigger", "full")
                {
                    ProjectIds = [project.Id],
                    Overrides = ["steps_override"],
                    When = own,
                },
                new NewGrant("runs.retry", "full") { ProjectIds = [project.Id], When = own }
            )
        );
    }

    private static async Task WriteAsync(RunLab lab, string model, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "models"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, model + ".sql"), text, Cancellation);
    }

    private static async Task<Run> ByPersonAsync(RunLab lab, TestProject project)
    {
        (await lab.TriggerAsync(project)).ShouldNotBeNull();
        return (await lab.EndedAsync(project))[^1];
    }

    private static async Task<Run> ByAgentAsync(RunLab lab, TestProject project, HttpClient agent, string? command)
    {
        using var answer = await agent.PostAsJsonAsync(
            $"{lab.Server.V2}jobs/{project.JobId}/run/",
            command is null ? new { cause = "x" } : (object)new { cause = "x", steps_override = new[] { command } },
            Cancellation
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("data").GetProperty("id").GetInt64();
        return (await lab.EndedAsync(project)).Single(run => run.Id == id);
    }

    private static async Task<List<string>> CommandsAsync(RunLab lab, Run run)
    {
        await using var db = await lab.Server.DatabaseAsync();
        return await db
            .RunSteps.Where(step => step.RunId == run.Id && step.Command != null)
            .OrderBy(step => step.Index)
            .Select(step => step.Command!)
            .ToListAsync(Cancellation);
    }
}
