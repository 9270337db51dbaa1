using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.Console.Tests;

/// <summary>The page on which a person lets a program act as an agent.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ConnectTests(ConsoleFixture console)
{
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_chooses_the_agent_and_the_browser_goes_back_to_the_program(bool scripts)
    {
        await using var program = await TestReceiver.StartAsync(_ => 200);
        await using var visit = await console.OpenAsync(await AddressAsync(program), scripts: scripts);

        var text = await visit.TextAsync();
        text.ShouldContain("Claude");
        text.ShouldContain("it has registered by itself");
        text.ShouldContain(program.Url.ToString());
        if (scripts)
        {
            (await visit.ViolationsAsync()).ShouldBeEmpty();
        }
        await visit.Page.SelectOptionAsync("#agent", console.Agent.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await visit.Page.ClickAsync("button:text('Connect it')");
        await visit.Page.WaitForURLAsync(program.Url + "?**");

        visit.Page.Url.ShouldContain("code=hgc_");
        visit.Page.Url.ShouldContain("&iss=");
        visit.Page.Url.ShouldContain("&state=a%26b");
        visit.Complaints.ShouldBeEmpty();

        await visit.GoAsync($"/agents/{console.Agent}");
        (await visit.TextAsync()).ShouldContain("Programs that act as it");
        await visit.Page.ClickAsync("button:text('Disconnect')");
        await visit.Page.WaitForURLAsync("**saved=1");
        (await visit.TextAsync()).ShouldNotContain("Programs that act as it");
    }

    [Fact]
    public async Task A_no_goes_back_to_the_program_too_and_nothing_is_given()
    {
        await using var program = await TestReceiver.StartAsync(_ => 200);
        await using var visit = await console.OpenAsync(await AddressAsync(program));
        await visit.Page.ClickAsync("a:text('Refuse')");
        await visit.Page.WaitForURLAsync(program.Url + "?**");
        visit.Page.Url.ShouldContain("error=access_denied");
        visit.Page.Url.ShouldNotContain("code=");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_first_and_comes_back_and_a_made_up_request_is_none()
    {
        await using var program = await TestReceiver.StartAsync(_ => 200);
        await using var visit = await console.OpenAsync(await AddressAsync(program), signedIn: false);
        visit.At.ShouldStartWith("/sign-in?to=");
        await visit.SignInAsync(console.Server.AdminToken);
        await visit.Page.WaitForURLAsync("**/connect?request=**");
        (await visit.TextAsync()).ShouldContain("wants to call the tools of an agent");

        await visit.GoAsync("/connect?request=made-up");
        (await visit.TextAsync()).ShouldContain("This request cannot be answered");
    }

    private async Task<string> AddressAsync(TestReceiver program)
    {
        using var client = console.Server.ClientFor(null);
        var registered = await client.PostAsJsonAsync(
            "/oauth/register",
            new { client_name = "Claude", redirect_uris = new[] { program.Url.ToString() } },
            Cancellation
        );
        var id = (string)(await registered.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["client_id"]!;
        return $"/oauth/authorize?response_type=code&code_challenge_method=S256&code_challenge={Challenge}&state=a%26b"
            + $"&client_id={Uri.EscapeDataString(id)}&redirect_uri={Uri.EscapeDataString(program.Url.ToString())}";
    }
}
