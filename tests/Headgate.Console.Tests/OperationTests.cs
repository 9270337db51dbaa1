namespace Headgate.Console.Tests;

/// <summary>The guide's operations within the console.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class OperationTests(ConsoleFixture console)
{
    [Fact]
    public async Task An_operation_says_what_it_needs_and_is_tried_as_an_agent()
    {
        await using var visit = await console.OpenAsync("/operations?q=jobs.trigger");
        await visit.Page.ClickAsync(".operations a:has-text('Trigger')");
        await visit.ArrivesAsync("/operations/jobs.trigger");
        var text = await visit.TextAsync();
        text.ShouldContain("/api/v2/accounts/{account_id}/jobs/{job_id}/run/");
        text.ShouldContain("What can go wrong");
        text.ShouldContain("steps_override");
        text.ShouldContain("cause");
        await visit.Page.ClickAsync($"a[href='/agents/{console.Agent}?op=jobs.trigger#try']");
        await visit.Page.WaitForURLAsync($"**/agents/{console.Agent}?op=jobs.trigger#try");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_operation_that_is_none_leads_back_to_the_search()
    {
        await using var visit = await console.OpenAsync("/operations");
        await visit.GoAsync("/operations/jobs.tigger");
        (await visit.TextAsync()).ShouldContain("There is no operation jobs.tigger");
        await visit.Page.ClickAsync("a:has-text('Look for it')");
        await visit.ArrivesAsync("/operations?q=jobs.tigger");
    }
}
