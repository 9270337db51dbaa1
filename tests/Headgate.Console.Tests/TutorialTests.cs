using System.Net;

namespace Headgate.Console.Tests;

/// <summary>docs/tutorials/first-agent-in-the-browser.md, step by step.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class TutorialTests(ConsoleFixture console)
{
    [Fact]
    public async Task The_tutorial_can_be_followed()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "tutorials", "first-agent-in-the-browser.md"), cancellation);
        await using var visit = await console.OpenAsync("/");
        var page = visit.Page;
        async Task ChooseAsync(string words)
        {
            text.ShouldContain($"**{words}**");
            await page.ClickAsync($":is(.rail a, main a, main button):text-is('{words}')");
        }

        await ChooseAsync("Agents");
        await ChooseAsync("Make an agent");
        text.ShouldContain("`Report writer`");
        await page.FillAsync("#name", "Report writer");
        await ChooseAsync("Make the agent and its key");
        using var agent = console.Server.ClientFor(await page.InnerTextAsync(".secret-text"), "Bearer");
        await ChooseAsync("Grant it something");
        await page.ClickAsync(".capability:has(b:text-is('Job runs')) label:has(input[value=read])");
        await ChooseAsync("Show what changes");
        text.ShouldContain("*Report writer gains: read job runs in the whole account.*");
        (await page.InnerTextAsync(".review")).ShouldContain("Report writer gains: read job runs in the whole account.");
        await ChooseAsync("Save this change");
        await page.WaitForURLAsync("**saved=1");
        (await agent.GetAsync(console.Server.V2 + "runs/?limit=1", cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await agent.GetAsync(console.Server.V2 + "jobs/", cancellation)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var address = page.Url;
        await ChooseAsync("Record");
        await page.ClickAsync(".record:has-text('Report writer'):has-text('Denied') .record-says >> nth=0");
        (await visit.TextAsync()).ShouldContain("Reason");
        await page.GotoAsync(address);
        await page.SelectOptionAsync("#op", new Microsoft.Playwright.SelectOptionValue { Label = "Trigger a job" });
        await page.FillAsync("#with", $"job_id={console.Project.JobId}");
        await ChooseAsync("Would it be allowed?");
        (await page.InnerTextAsync(".verdict")).ShouldContain("Denied");
        await ChooseAsync("Switch off: refuse all its keys");
        await page.WaitForURLAsync("**saved=1");
        (await agent.GetAsync(console.Server.V2 + "runs/?limit=1", cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        visit.Complaints.ShouldBeEmpty();
    }
}
