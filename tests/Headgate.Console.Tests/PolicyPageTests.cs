using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class PolicyPageTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Attack("CON-05")]
    public async Task A_file_with_faults_is_told_with_its_lines_and_can_not_be_applied()
    {
        await using var visit = await console.OpenAsync("/policy");
        await visit.Page.FillAsync(
            "#text",
            "version: 1\nagents:\n  a:\n    grants:\n      - {capability: spaceships, level: full, everywhere: true}\n"
        );
        await visit.Page.ClickAsync("button:text('Check: show what it would do')");
        (await visit.Page.InnerTextAsync(".findings")).ShouldContain("Line 5");
        (await visit.Page.Locator("button:text-is('Apply it')").CountAsync()).ShouldBe(0);
        (await visit.Page.InputValueAsync("#text")).ShouldContain("spaceships");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_checked_rehearsed_and_applied()
    {
        await using var visit = await console.OpenAsync("/policy");
        var policy = "version: 1\nagents:\n  policy reader:\n    grants:\n      - {capability: jobs, level: read, everywhere: true}\n";
        await visit.Page.FillAsync("#text", policy);
        await visit.Page.ClickAsync("button:text('Check: show what it would do')");
        (await visit.Page.InnerTextAsync(".review")).ShouldContain("policy reader");
        await visit.Page.ClickAsync("button:text('Rehearse on the record')");
        await visit.SaysAsync("would end as they did");
        await visit.Page.ClickAsync("button:text('Check: show what it would do')");
        await visit.Page.WaitForSelectorAsync("button:text-is('Apply it')");
        await visit.Page.FillAsync("#note", "from the console");
        if (await visit.Page.Locator("input[name=drift]").CountAsync() > 0)
        {
            await visit.Page.CheckAsync("input[name=drift]");
        }
        await visit.Page.ClickAsync("button:text('Apply it')");
        await visit.SaysAsync("Applied as version");
        var versions = await console.Server.Admin.GetFromJsonAsync<JsonNode>(console.Gate("policy/"), Cancellation);
        ((string?)versions!["data"]![0]!["note"]).ShouldBe("from the console");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
    }
}
