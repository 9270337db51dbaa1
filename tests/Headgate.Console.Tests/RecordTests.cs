using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class RecordTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filters_live_in_the_address_and_narrow_the_record()
    {
        await using var visit = await console.OpenAsync("/record?caller_kind=agent&decision=Denied");
        var lines = await visit.Page.Locator(".record").AllInnerTextsAsync();
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(l => l.Contains("Denied") && l.Contains("Agent"));
        await visit.Page.FillAsync("#text", "service tokens");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**text=service+tokens**");
        (await visit.Page.Locator(".record").AllInnerTextsAsync()).ShouldAllBe(l => l.Contains("service token"));
        await visit.GoAsync("/record?text=nothing+has+ever+been+called+this");
        (await visit.TextAsync()).ShouldContain("Nothing fits");
    }

    [Theory]
    [InlineData("since", -1, true)]
    [InlineData("since", 1, false)]
    [InlineData("until", -1, false)]
    [InlineData("until", 1, true)]
    public async Task The_record_is_searched_between_times(string bound, int hours, bool isFound)
    {
        var time = TimeProvider.System.GetUtcNow().AddHours(hours).UtcDateTime.ToString("O");
        var found = await console.Server.Admin.GetFromJsonAsync<JsonNode>(
            console.Gate($"records/?caller_kind=agent&{bound}={Uri.EscapeDataString(time)}"),
            Cancellation
        );
        (found!["data"]!.AsArray().Count > 0).ShouldBe(isFound);
    }

    [Fact]
    public async Task An_entry_opens_to_its_grant_its_outcome_and_its_hash()
    {
        await using var visit = await console.OpenAsync($"/record?caller_kind=agent&caller={console.Agent}&decision=Allowed");
        await visit.Page.ClickAsync(".record-says >> nth=0");
        var text = await visit.TextAsync();
        text.ShouldContain("Decided by");
        text.ShouldContain("runs read");
        text.ShouldContain("What came of it");
        text.ShouldContain("Hash of this line");
    }

    [Fact]
    public async Task The_chain_is_verified_from_the_page()
    {
        await using var visit = await console.OpenAsync("/record");
        await visit.Page.ClickAsync("button:text('Verify the chain')");
        (await visit.Page.InnerTextAsync(".badge")).ShouldContain("Unbroken");
    }

    [Fact]
    public async Task Live_a_call_of_an_agent_appears_by_itself()
    {
        await using var visit = await console.OpenAsync("/record?caller_kind=agent");
        await visit.Page.CheckAsync("[data-live-record]");
        using var agent = console.Server.ClientFor(console.AgentKey, "Bearer");
        await agent.GetAsync(console.Server.V3 + "groups/", Cancellation);
        await visit.Page.WaitForSelectorAsync(".record.fresh:has-text('groups')");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Exported_each_line_is_a_record_as_it_stands_in_the_journal()
    {
        using var client = new HttpClient { BaseAddress = console.Server.Url };
        client.DefaultRequestHeaders.Add("Cookie", "headgate-session=" + await console.SessionAsync());
        var lines = (await client.GetStringAsync("/record/export?caller_kind=agent", Cancellation)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        lines.Length.ShouldBeGreaterThan(2);
        lines.Select(l => JsonNode.Parse(l)!).ShouldAllBe(r => r["hash"] != null && (string?)r["caller"]!["kind"] == "agent");
    }

    [Fact]
    public async Task Who_may_not_read_the_record_is_told_so_and_shown_nothing()
    {
        var token = await console.Server.CreateServiceTokenAsync("job_runner");
        await using var visit = await console.OpenAsync("/sign-in?to=/record", signedIn: false);
        await visit.SignInAsync(token);
        await visit.ArrivesAsync("/record");
        (await visit.TextAsync()).ShouldContain("The record cannot be shown");
        (await visit.Page.Locator(".record").CountAsync()).ShouldBe(0);
    }
}
