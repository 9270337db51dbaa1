using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Platform.Sessions;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class SignInTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_token_opens_the_page_that_was_asked_for()
    {
        await using var visit = await console.OpenAsync("/agents", signedIn: false);
        visit.At.ShouldStartWith("/sign-in");
        await visit.Page.ClickAsync("summary:text('Sign in with a token')");
        await visit.Page.FillAsync("#credential", console.Server.AdminToken);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArrivesAsync("/agents");
        (await visit.TextAsync()).ShouldContain("Analytics Agent");
        var cookie = (await visit.Context.CookiesAsync()).Single(c => c.Name == "headgate-session");
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.Lax);
        cookie.Value.ShouldNotContain(console.Server.AdminToken);
    }

    [Fact]
    public async Task A_wrong_token_and_an_agents_key_open_nothing()
    {
        await using var visit = await console.OpenAsync("/sign-in", signedIn: false);
        await visit.SignInAsync("dbtc_" + new string('a', 43));
        await visit.SaysAsync("You are not signed in");
        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.SignInAsync(console.AgentKey),
            response => response.Url.Contains("/sign-in", StringComparison.Ordinal) && response.Request.Method == "POST"
        );
        await visit.SaysAsync("You are not signed in");
        (await visit.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "headgate-session");
    }

    [Fact]
    public async Task A_link_opens_the_console_once()
    {
        var links = console.Server.Services.GetRequiredService<SignInLinks>();
        var link = (await links.AddAsync(null, "tests", TestContext.Current.CancellationToken))!.Value.Reveal();
        await using var first = await console.OpenAsync(SignInLinks.Path + link, signedIn: false);
        await first.Page.ClickAsync("button.main");
        await first.ArrivesAsync("/");
        await using var second = await console.OpenAsync(SignInLinks.Path + link, signedIn: false);
        await second.Page.ClickAsync("button.main");
        await second.SaysAsync("You are not signed in");
    }

    [Fact]
    [Attack("CON-12")]
    public async Task A_link_does_not_stay_in_the_address_bar()
    {
        var links = console.Server.Services.GetRequiredService<SignInLinks>();
        var link = (await links.AddAsync(null, "tests", TestContext.Current.CancellationToken))!.Value.Reveal();
        await using var visit = await console.OpenAsync(SignInLinks.Path + link, signedIn: false);
        await visit.ArrivesAsync("/sign-in");
        await visit.Page.ClickAsync("button.main");
        await visit.ArrivesAsync("/");
        await visit.Page.GoBackAsync();
        visit.Page.Url.ShouldNotContain(link);
    }

    [Fact]
    public async Task A_person_sets_a_password_and_signs_in_with_it()
    {
        var (token, _) = await console.Server.CreatePersonalTokenAsync(
            "ida@example.com",
            "developer",
            new Headgate.Catalogue.PermissionGrant("account_viewer", null, Headgate.Catalogue.EnvironmentCategories.None)
        );
        await using var visit = await console.OpenAsync("/sign-in?to=/account/password", signedIn: false);
        await visit.SignInAsync(token);
        await visit.ArrivesAsync("/account/password");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        await visit.Page.FillAsync("#new", "an orchard in bloom");
        await visit.Page.FillAsync("#again", "an orchard in gloom");
        await visit.Page.ClickAsync("button:text('Set the password')");
        await visit.SaysAsync("not the same");
        await visit.Page.FillAsync("#new", "an orchard in bloom");
        await visit.Page.FillAsync("#again", "an orchard in bloom");
        await visit.Page.ClickAsync("button:text('Set the password')");
        await visit.SaysAsync("The password is set");
        await using var other = await console.OpenAsync("/runs", signedIn: false);
        await other.Page.FillAsync("#email", "ida@example.com");
        await other.Page.FillAsync("#password", "an orchard in gloom");
        await other.Page.ClickAsync("button.main");
        await other.SaysAsync("do not belong together");
        (await other.Page.InputValueAsync("#email")).ShouldBe("ida@example.com");
        await other.Page.FillAsync("#password", "an orchard in bloom");
        await other.Page.Keyboard.PressAsync("Enter");
        await other.ArrivesAsync("/runs");
        // A new password ends what the old one opened, and a session has to say the old one.
        await other.GoAsync("/account/password");
        await other.Page.FillAsync("#new", "another orchard now");
        await other.Page.FillAsync("#again", "another orchard now");
        await other.Page.ClickAsync("button:text('Set the password')");
        await other.SaysAsync("This is not the password so far");
    }

    [Fact]
    public async Task A_link_is_no_key()
    {
        var links = console.Server.Services.GetRequiredService<SignInLinks>();
        var link = (await links.AddAsync(null, "tests", TestContext.Current.CancellationToken))!.Value.Reveal();
        using var client = console.Server.ClientFor(link, "Bearer");
        (await client.GetAsync(console.Server.V2 + "runs/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task Signed_out_the_session_is_refused()
    {
        await using var visit = await console.OpenAsync("/runs");
        var cookie = (await visit.Context.CookiesAsync()).Single(c => c.Name == "headgate-session").Value;
        await visit.Page.ClickAsync(".rail button:text('Sign out')");
        await visit.ArrivesAsync("/sign-in");
        using var client = console.Server.ClientFor(cookie, "Bearer");
        (await client.GetAsync(console.Server.V2 + "runs/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task A_session_ends_with_its_token()
    {
        var token = await console.Server.CreateServiceTokenAsync("account_viewer");
        await using var visit = await console.OpenAsync("/sign-in?to=/runs", signedIn: false);
        await visit.SignInAsync(token);
        await visit.ArrivesAsync("/runs");
        await using (var db = await console.Server.DatabaseAsync())
        {
            var hash = console.Server.Services.GetRequiredService<Headgate.Store.Secrets.TokenHasher>().Hash(token);
            db.ServiceTokens.Single(t => t.TokenHash == hash).State = Headgate.Store.Model.RowState.Deleted;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await Until.HoldsAsync(
            async () =>
            {
                await visit.GoAsync("/runs");
                return visit.At.StartsWith("/sign-in", StringComparison.Ordinal);
            },
            "the session is refused",
            TestContext.Current.CancellationToken
        );
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        await using var visit = await console.OpenAsync("/sign-in?to=" + Uri.EscapeDataString(to), signedIn: false);
        await visit.SignInAsync(console.Server.AdminToken);
        await visit.ArrivesAsync("/");
    }

    [Fact]
    public async Task A_form_of_another_site_does_nothing()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = console.Server.Url,
        };
        client.DefaultRequestHeaders.Add("Cookie", "headgate-session=" + await console.SessionAsync());
        using var form = new FormUrlEncodedContent([new("_handler", "switch"), new("enabled", "false")]);
        var answer = await client.PostAsync($"/agents/{console.Agent}", form, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var agent = await console.Server.Admin.GetFromJsonAsync<JsonNode>(
            console.Gate($"agents/{console.Agent}/"),
            TestContext.Current.CancellationToken
        );
        agent!["data"]!["enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_that_ends_in_mid_form_loses_nothing()
    {
        await using var visit = await console.OpenAsync("/agents/new");
        await visit.Page.FillAsync("#name", "Kept agent");
        await visit.Page.FillAsync("#description", "typed for a long time");
        var secret = (await visit.Context.CookiesAsync()).Single(c => c.Name == "headgate-session").Value;
        using (var own = console.Server.ClientFor(secret, "Bearer"))
        {
            var sessions = await own.GetFromJsonAsync<JsonNode>(console.Gate("sessions/"), TestContext.Current.CancellationToken);
            var id = sessions!["data"]!.AsArray().Single(s => (bool)s!["is_this"]!)!["id"];
            await own.DeleteAsync(console.Gate($"sessions/{id}/"), TestContext.Current.CancellationToken);
        }
        await visit.Page.ClickAsync("form button.main");
        await visit.SaysAsync("nothing of what you sent is lost");
        await visit.Context.AddCookiesAsync([
            new Microsoft.Playwright.Cookie
            {
                Name = "headgate-session",
                Value = await console.SessionAsync(),
                Url = console.Url,
            },
        ]);
        await visit.Page.ClickAsync("button:text('Send it again')");
        await visit.SaysAsync("Kept agent has its key");
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        await using var other = await console.OpenAsync("/runs");
        await using var visit = await console.OpenAsync("/account/sessions");
        await visit.Page.ClickAsync(".rows li:not(:has-text('this session')) button >> nth=0");
        await visit.Page.WaitForLoadStateAsync();
        (await visit.TextAsync()).ShouldContain("this session");
        await other.GoAsync("/runs");
        other.At.ShouldStartWith("/sign-in");
    }
}
