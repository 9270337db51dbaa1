namespace Headgate.Console.Tests;

/// <summary>Models and metrics, and what a run did.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ModelTests(ConsoleFixture console)
{
    [Fact]
    public async Task From_the_list_it_is_one_click_to_a_models_columns_tests_and_runs()
    {
        await using var visit = await console.OpenAsync("/models?q=fct");
        (await visit.Page.Locator("tbody tr").CountAsync()).ShouldBe(2);
        await visit.Page.ClickAsync("td.name a:has-text('fct_orders')");
        await visit.Page.WaitForURLAsync("**/model.orchard.fct_orders");
        var says = await visit.TextAsync();
        says.ShouldContain("Its last runs");
        says.ShouldContain("Materialised as");
        visit.Complaints.ShouldBeEmpty();
        await visit.GoAsync("/models/1/model.orchard.nothing");
        (await visit.TextAsync()).ShouldContain("cannot be shown");
    }

    [Fact]
    public async Task A_run_is_held_against_the_last_good_one_and_its_critical_path_is_shown()
    {
        await using var visit = await console.OpenAsync($"/runs/{console.FailedRun}");
        await visit.Page.ClickAsync("a:text('Compared with the last good run')");
        await visit.Page.WaitForURLAsync("**view=compare");
        (await visit.TextAsync()).ShouldContain("last good run");
        await visit.Page.ClickAsync("a:text('Critical path')");
        await visit.Page.WaitForURLAsync("**view=path");
        (await visit.Page.Locator("#path").CountAsync()).ShouldBe(1);
        visit.Complaints.ShouldBeEmpty();
    }
}
