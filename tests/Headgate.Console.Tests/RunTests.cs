using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Store.Model;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class RunTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_failed_run_it_is_one_click_to_the_error_and_the_sql_that_ran()
    {
        await using var visit = await console.OpenAsync("/runs?status=20");
        await visit.Page.ClickAsync($"td.name a[href='/runs/{console.FailedRun}']");
        (await visit.Page.InnerTextAsync(".failed .message")).ShouldContain("column \"amuont\" not found");
        await visit.Page.ClickAsync("summary:text('The SQL that ran')");
        (await visit.Page.InnerTextAsync(".failed .code")).ShouldContain("select amuont");
        await visit.Page.ClickAsync("button:text('Jump to the first error')");
        (await visit.Page.InnerTextAsync(".log .deny")).ShouldBe("ERROR");
    }

    [Fact]
    public async Task A_job_is_triggered_with_something_done_otherwise()
    {
        await using var visit = await console.OpenAsync($"/jobs/{console.Project.StagingJobId}");
        await visit.Page.FillAsync("#cause", "to see it");
        await visit.Page.ClickAsync("summary:text('Do something otherwise')");
        await visit.Page.FillAsync("#threads_override", "3");
        await visit.Page.FillAsync("#steps_override", "dbt build --select marts\ndbt test");
        await visit.Page.ClickAsync("button:text('Trigger a run')");
        await visit.Page.WaitForURLAsync("**/runs/*");
        (await visit.TextAsync()).ShouldContain("to see it");
        await using var db = await console.Server.DatabaseAsync();
        var trigger = db.RunTriggers.OrderByDescending(t => t.Id).First();
        trigger.ThreadsOverride.ShouldBe(3);
        trigger.StepsOverride.ShouldBe(["dbt build --select marts", "dbt test"]);
    }

    [Fact]
    public async Task What_is_not_accepted_is_said_and_stays_typed()
    {
        await using var visit = await console.OpenAsync($"/jobs/{console.Project.StagingJobId}");
        await visit.Page.FillAsync("#cause", "kept words");
        await visit.Page.ClickAsync("summary:text('Do something otherwise')");
        await visit.Page.FillAsync("#steps_override", "rm -rf /");
        await visit.Page.ClickAsync("button:text('Trigger a run')");
        (await visit.TextAsync()).ShouldContain("No run was started");
        (await visit.Page.InputValueAsync("#cause")).ShouldBe("kept words");
        (await visit.Page.InputValueAsync("#steps_override")).ShouldBe("rm -rf /");
    }

    [Fact]
    public async Task Many_runs_come_in_pages_and_none_says_how_to_get_one()
    {
        for (var i = 0; i < 45; i++)
        {
            await console.Project.AddRunAsync(console.Server, RunStatus.Success, TimeProvider.System.GetUtcNow().AddDays(-9));
        }
        await using var visit = await console.OpenAsync("/runs");
        (await visit.Page.Locator("tbody tr").CountAsync()).ShouldBe(50);
        await visit.Page.ClickAsync("a[rel=next]");
        await visit.Page.WaitForURLAsync("**offset=50**");
        (await visit.Page.Locator("tbody tr").CountAsync()).ShouldBeInRange(1, 50);
        await visit.GoAsync($"/runs?job={console.Project.StagingJobId}&status=30");
        (await visit.TextAsync()).ShouldContain("No runs here");
    }

    [Fact]
    public async Task A_call_that_waits_is_looked_at_and_answered_with_a_note()
    {
        var agent = await console.Server.CreateAgentAsync(
            "Asking agent",
            new Headgate.Gate.Agents.NewGrant("runs.trigger", "full") { When = new() { Approval = new() } }
        );
        using var client = console.Server.ClientFor(agent, "Bearer");
        var held = await client.PostAsJsonAsync(
            console.Server.V2 + $"jobs/{console.Project.JobId}/run/",
            new { cause = ConsoleFixture.Hostile },
            Cancellation
        );
        var said = await held.Content.ReadAsStringAsync(Cancellation);
        await using var visit = await console.OpenAsync("/approvals");
        (await visit.TextAsync()).ShouldContain("Asking agent", customMessage: said);
        await visit.Page.ClickAsync(".cards a >> nth=0");
        (await visit.TextAsync()).ShouldContain("onerror=");
        await visit.Page.FillAsync("#note", "only this once");
        await visit.Page.ClickAsync("button:text('Approve')");
        await visit.Page.WaitForLoadStateAsync();
        (await visit.TextAsync()).ShouldContain("only this once");
        var approvals = await console.Server.Admin.GetFromJsonAsync<JsonNode>(console.Gate("approvals/"), Cancellation);
        ((string?)approvals!["data"]![0]!["status"]).ShouldBe("approved");
        visit.Complaints.ShouldBeEmpty();
    }
}
