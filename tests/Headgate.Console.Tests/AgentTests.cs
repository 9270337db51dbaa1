using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class AgentTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_keyboard_alone_an_agent_is_made_granted_something_and_calls()
    {
        await using var visit = await console.OpenAsync("/agents");
        await visit.Page.FocusAsync("a:text('Make an agent')");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArrivesAsync("/agents/new");
        await visit.Page.FocusAsync("#name");
        await visit.Page.Keyboard.TypeAsync("Keyboard agent");
        await visit.Page.Keyboard.PressAsync("Enter");
        var key = await visit.Page.InnerTextAsync(".secret-text");
        key.ShouldStartWith("hga_");
        await visit.Page.ClickAsync("a:text('Grant it something')");
        using var agent = console.Server.ClientFor(key, "Bearer");
        (await agent.GetAsync(console.Server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await visit.Page.FocusAsync("input[name=level-jobs][value=off]");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("Enter");
        var review = visit.Page.Locator(".review:visible");
        (await review.InnerTextAsync()).ShouldContain("Keyboard agent gains: read jobs in the whole account.");
        (await agent.GetAsync(console.Server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await visit.Page.FocusAsync("button:text('Save this change')");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**saved=1");
        (await agent.GetAsync(console.Server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visit.Page.IsCheckedAsync("input[name=level-jobs][value=read]")).ShouldBeTrue();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task At_one_project_it_is_granted_there_and_nowhere_else()
    {
        var key = await console.Server.CreateAgentAsync("Narrow agent");
        await using var visit = await console.OpenAsync($"/agents/{await IdAsync("Narrow agent")}?place=project-{console.Project.Id}");
        await visit.Page.ClickAsync("label:has(input[name='level-runs.trigger'][value=full])");
        await visit.Page.ClickAsync("button:text('Show what changes')");
        (await visit.Page.InnerTextAsync(".review")).ShouldContain("Narrow agent gains: trigger a job run in project Orchard shop.");
        await visit.Page.ClickAsync("button:text('Save this change')");
        await visit.Page.WaitForURLAsync("**saved=1");
        var grant = (await ReadAsync("Narrow agent"))["grants"]!.AsArray().Single()!;
        ((string?)grant["capability"]).ShouldBe("runs.trigger");
        grant["project_ids"]!.AsArray().Select(p => (long)p!).ShouldBe([console.Project.Id]);
        key.ShouldStartWith("hga_");
    }

    [Fact]
    public async Task The_second_of_two_editors_sees_what_the_first_did()
    {
        await console.Server.CreateAgentAsync("Contested agent");
        var id = await IdAsync("Contested agent");
        await using var second = await console.OpenAsync($"/agents/{id}");
        await second.Page.ClickAsync("label:has(input[name='level-jobs'][value=read])");
        await PutAsync(id, "runs", "read");
        await second.Page.ClickAsync("button:text('Show what changes')");
        await second.Page.WaitForSelectorAsync(".review");
        var says = await second.TextAsync();
        says.ShouldContain("Meanwhile somebody else changed this agent");
        says.ShouldContain("Contested agent gains: read job runs in the whole account.");
        says.ShouldContain("Contested agent gains: read jobs in the whole account.");
        await PutAsync(id, "artifacts", "read");
        await second.Page.ClickAsync("button:text('Save this change')");
        // The click is over before the next page stands.
        await second.Page.WaitForSelectorAsync("text=Somebody changed the agent meanwhile");
        (await ReadAsync("Contested agent"))["grants"]!.AsArray().Select(g => (string?)g!["capability"]).ShouldBe(["runs", "artifacts"]);
        await second.Page.ClickAsync("button:text('Save this change')");
        await second.Page.WaitForURLAsync("**saved=1");
        (await ReadAsync("Contested agent"))["grants"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_change_of_level_keeps_the_finer_rules()
    {
        await console.Server.CreateAgentAsync(
            "Ruled agent",
            new NewGrant("jobs", "read") { Note = "for the audit", ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(3) }
        );
        await using var visit = await console.OpenAsync($"/agents/{await IdAsync("Ruled agent")}");
        await visit.Page.ClickAsync("label:has(input[name='level-jobs'][value=full])");
        await visit.Page.ClickAsync("button:text('Show what changes')");
        await visit.Page.ClickAsync("button:text('Save this change')");
        await visit.Page.WaitForURLAsync("**saved=1");
        var grant = (await ReadAsync("Ruled agent"))["grants"]!.AsArray().Single()!;
        ((string?)grant["level"]).ShouldBe("full");
        ((string?)grant["note"]).ShouldBe("for the audit");
        grant["expires_at"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Tried_as_an_agent_a_call_is_decided_and_not_done()
    {
        await using var visit = await console.OpenAsync($"/agents/{console.Agent}");
        await visit.Page.SelectOptionAsync("#op", "jobs.trigger");
        await visit.Page.FillAsync("#with", $"job_id={console.Project.JobId}\ncause=why");
        await visit.Page.ClickAsync("button:text('Would it be allowed?')");
        (await visit.Page.InnerTextAsync(".verdict")).ShouldContain("Denied");
        await visit.Page.SelectOptionAsync("#op", "runs.get");
        await visit.Page.FillAsync("#with", $"run_id={console.FailedRun}");
        await visit.Page.ClickAsync("button:text('Would it be allowed?')");
        (await visit.Page.InnerTextAsync(".verdict")).ShouldContain("Allowed");
        (await visit.TextAsync()).ShouldContain("What it can do right now");
    }

    [Fact]
    public async Task A_key_is_shown_once_rotated_and_revoked()
    {
        var first = await console.Server.CreateAgentAsync("Key agent");
        var id = await IdAsync("Key agent");
        await using var visit = await console.OpenAsync($"/agents/{id}");
        await visit.Page.FillAsync("#key", "laptop");
        await visit.Page.ClickAsync("button:text('Make a key')");
        var made = await visit.Page.InnerTextAsync(".secret-text");
        made.ShouldStartWith("hga_");
        await visit.GoAsync($"/agents/{id}");
        (await visit.TextAsync()).ShouldNotContain(made);
        await visit.Page.ClickAsync("button[aria-label='Rotate key laptop']");
        (await visit.Page.InnerTextAsync(".secret-text")).ShouldNotBe(made);
        await visit.GoAsync($"/agents/{id}");
        while (await visit.Page.Locator("button[aria-label^='Revoke key']").CountAsync() > 0)
        {
            await visit.Page.ClickAsync("button[aria-label^='Revoke key'] >> nth=0");
            await visit.Page.WaitForLoadStateAsync();
        }
        (await visit.TextAsync()).ShouldContain("No key is good");
        using var agent = console.Server.ClientFor(first, "Bearer");
        (await agent.GetAsync(console.Server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_was_saved_is_undone_with_one_click_with_its_finer_rules()
    {
        await console.Server.CreateAgentAsync("Undone agent", new NewGrant("jobs", "full") { Note = "for the audit" });
        await using var visit = await console.OpenAsync($"/agents/{await IdAsync("Undone agent")}");
        await visit.Page.ClickAsync("label:has(input[name='level-jobs'][value=off])");
        await visit.Page.ClickAsync("label:has(input[name='level-runs'][value=read])");
        await visit.Page.ClickAsync("button:text('Show what changes')");
        await visit.Page.ClickAsync("button:text('Save these 2 changes')");
        await visit.Page.WaitForURLAsync("**saved=1");
        (await ReadAsync("Undone agent"))["grants"]!.AsArray().Select(g => (string?)g!["capability"]).ShouldBe(["runs"]);
        await visit.Page.ClickAsync("button:text('Undo these 2 changes')");
        await visit.Page.WaitForFunctionAsync("() => !location.search.includes('undo')");
        var grant = (await ReadAsync("Undone agent"))["grants"]!.AsArray().Single()!;
        ((string?)grant["capability"], (string?)grant["level"], (string?)grant["note"]).ShouldBe(("jobs", "full", "for the audit"));
        // A text that this server did not write undoes nothing.
        await visit.GoAsync($"/agents/{await IdAsync("Undone agent")}?undo=CfDJ8forged&saved=1");
        (await visit.Page.Locator("button:has-text('Undo')").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_observed_agent_says_until_when_and_is_ended()
    {
        await console.Server.CreateAgentAsync("Observed agent");
        await using var visit = await console.OpenAsync($"/agents/{await IdAsync("Observed agent")}");
        await visit.Page.ClickAsync("summary:text('Observe it for a time')");
        await visit.Page.SelectOptionAsync("#observe-days", "31");
        await visit.Page.ClickAsync("button:text('Observe: let pass nearly everything')");
        await visit.Page.WaitForURLAsync("**saved=1");
        (await visit.Page.InnerTextAsync(".observed")).ShouldContain("Until");
        ((string?)(await ReadAsync("Observed agent"))["observe_until"]).ShouldNotBeNull();
        await visit.Page.ClickAsync("button:text('End it: deny again')");
        await visit.Page.WaitForSelectorAsync(".observed", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        ((string?)(await ReadAsync("Observed agent"))["observe_until"]).ShouldBeNull();
    }

    [Fact]
    public async Task A_request_is_granted_with_one_click_and_budgets_show_what_is_used()
    {
        var key = await console.Server.CreateAgentAsync(
            "Requesting agent",
            new NewGrant("jobs", "read") { When = new() { Budget = new() { Calls = 5 } } }
        );
        using var agent = console.Server.ClientFor(key, "Bearer");
        (await agent.GetAsync(console.Server.V2 + "jobs/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var asked = await agent.PostAsJsonAsync(
            console.Gate("requests/"),
            new { operation = "runs.list", reason = "to report failures" },
            Cancellation
        );
        asked.IsSuccessStatusCode.ShouldBeTrue(await asked.Content.ReadAsStringAsync(Cancellation));
        await using var visit = await console.OpenAsync($"/agents/{await IdAsync("Requesting agent")}");
        (await visit.Page.InnerTextAsync(".meters")).ShouldContain("1 of 5");
        await visit.Page.ClickAsync(".asks button:text('Grant it')");
        await visit.Page.WaitForURLAsync("**saved=1");
        (await visit.Page.Locator(".asks").CountAsync()).ShouldBe(0);
        (await agent.GetAsync(console.Server.V2 + "runs/?limit=1", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task PutAsync(long agent, string capability, string level) =>
        (
            await console.Server.Admin.PostAsJsonAsync(
                console.Gate($"agents/{agent}/grants/"),
                new
                {
                    capability,
                    level,
                    everywhere = true,
                },
                Cancellation
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);

    private async Task<long> IdAsync(string name) => (long)(await ReadAsync(name))["id"]!;

    private async Task<JsonNode> ReadAsync(string name) =>
        (await console.Server.Admin.GetFromJsonAsync<JsonNode>(console.Gate("agents/"), Cancellation))!["data"]!
            .AsArray()
            .First(a => (string?)a!["name"] == name)!;
}
