namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class AccountTests(ConsoleFixture console)
{
    [Fact]
    public async Task Each_part_of_the_account_is_listed_or_says_how_it_begins()
    {
        await using var visit = await console.OpenAsync("/account");
        var parts = await visit.Page.Locator(".tabs a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        parts.Length.ShouldBe(13);
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
        await visit.SignInAsync(token);
        await visit.ArrivesAsync("/runs");
        await visit.GoAsync($"/jobs/{console.Project.JobId}");
        (await visit.TextAsync()).ShouldContain("Its last runs");
        (await visit.Page.Locator("#trigger").CountAsync()).ShouldBe(0);
        await visit.GoAsync("/agents");
        (await visit.TextAsync()).ShouldContain("The agents cannot be shown");
    }

    [Fact]
    public async Task A_connection_and_an_environment_are_made_changed_and_deleted_by_forms_of_their_own_declarations()
    {
        await using var visit = await console.OpenAsync("/account/connections/new");
        await visit.Page.FillAsync("#f-name", "Second warehouse");
        await visit.Page.SelectOptionAsync("#f-adapter_version", new[] { "duckdb_v0" });
        await visit.Page.ClickAsync("form.made button.main");
        // What is wrong stands at its field, and what was typed stays.
        await visit.SaysAsync("The connection was not saved");
        (await visit.Page.InputValueAsync("#f-name")).ShouldBe("Second warehouse");
        await visit.Page.FillAsync("#f-config-path", "second.duckdb");
        (await visit.Page.IsVisibleAsync("#f-config-host")).ShouldBeFalse("only the settings of the chosen adapter are shown");
        await visit.Page.ClickAsync("form.made button.main");
        await visit.ArrivesAsync("/account/connections");
        await visit.SaysAsync("Second warehouse");
        await visit.GoAsync("/account/environments/new");
        await visit.Page.SelectOptionAsync("#project", console.Project.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await visit.Page.FillAsync("#f-name", "Trial");
        await visit.Page.ClickAsync("form.made button.main");
        await visit.ArrivesAsync("/account/environments");
        await visit.Page.ClickAsync("td.name a:has-text('Trial')");
        (await visit.Page.InputValueAsync("#f-name")).ShouldBe("Trial");
        await visit.Page.FillAsync("#f-name", "Trial two");
        await visit.Page.ClickAsync("form.made button.main");
        await visit.Page.WaitForURLAsync("**saved=1**");
        (await visit.Page.InputValueAsync("#f-name")).ShouldBe("Trial two");
        await visit.Page.ClickAsync(".danger-zone summary");
        await visit.Page.ClickAsync(".danger-zone button");
        await visit.ArrivesAsync("/account/environments");
        (await visit.TextAsync()).ShouldNotContain("Trial two");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_shows_its_secret_once_and_a_group_takes_its_name()
    {
        await using var visit = await console.OpenAsync("/account/tokens/new");
        await visit.Page.FillAsync("#f-name", "for the dashboard");
        await visit.Page.ClickAsync("form.made button.main");
        (await visit.Page.InnerTextAsync(".secret-text")).ShouldStartWith("dbtc_");
        await visit.GoAsync("/account/tokens");
        (await visit.TextAsync()).ShouldContain("for the dashboard");
        await visit.GoAsync("/account/groups/new");
        await visit.Page.ClickAsync("form.made button.main");
        await visit.SaysAsync("was not saved");
        (await visit.Page.Locator(".fault").CountAsync()).ShouldBeGreaterThan(0, await visit.TextAsync());
        await visit.Page.FillAsync("#f-name", "مجموعة " + new string('x', 180));
        await visit.Page.ClickAsync("form.made button.main");
        await visit.ArrivesAsync("/account/groups");
        (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_webhook_is_subscribed_and_its_deliveries_are_shown()
    {
        await using var visit = await console.OpenAsync("/account/webhooks/new");
        await visit.Page.FillAsync("#f-name", "To the chat");
        await visit.Page.FillAsync("#f-client_url", "https://example.com/hook");
        await visit.Page.CheckAsync("input[name='f.event_types'][value='job.run.completed']");
        await visit.Page.ClickAsync("form.made button.main");
        (await visit.Page.InnerTextAsync(".secret-text")).Length.ShouldBeGreaterThan(20, await visit.TextAsync());
        await visit.GoAsync("/account/webhooks");
        await visit.Page.ClickAsync("td.name a:has-text('To the chat')");
        await visit.SaysAsync("Nothing was delivered yet");
        (await visit.Page.IsCheckedAsync("input[name='f.event_types'][value='job.run.completed']")).ShouldBeTrue();
    }
}
