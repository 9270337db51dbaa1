namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class AccountTests(ConsoleFixture console)
{
    [Fact]
    public async Task Each_part_of_the_account_is_listed_or_says_how_it_begins()
    {
        await using var visit = await console.OpenAsync("/account");
        var parts = await visit.Page.Locator(".tabs a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        parts.Length.ShouldBe(9);
        foreach (var part in parts)
        {
            await visit.GoAsync(part);
            (await visit.Page.Locator(".trouble").CountAsync()).ShouldBe(0, part + ": " + await visit.TextAsync());
            (await visit.Page.Locator("tbody tr, .nothing, .rows li").CountAsync()).ShouldBeGreaterThan(0, part);
        }
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_less_is_offered_less()
    {
        var token = await console.Server.CreateServiceTokenAsync("job_viewer");
        await using var visit = await console.OpenAsync("/sign-in?to=/runs", signedIn: false);
        await visit.Page.FillAsync("#credential", token);
        await visit.Page.ClickAsync("button.main");
        await visit.Page.WaitForURLAsync("**/runs");
        await visit.GoAsync($"/jobs/{console.Project.JobId}");
        (await visit.TextAsync()).ShouldContain("Its last runs");
        (await visit.Page.Locator("#trigger").CountAsync()).ShouldBe(0);
        await visit.GoAsync("/agents");
        (await visit.TextAsync()).ShouldContain("The agents cannot be shown");
    }
}
