using Headgate.Testing;
using Microsoft.Playwright;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class ProviderSignInTests(ConsoleFixture console)
{
    private static readonly (int, ColorScheme)[] Looks = [(390, ColorScheme.Light), (1440, ColorScheme.Dark), (1440, ColorScheme.Light)];

    [Fact]
    public async Task A_person_signs_in_with_the_identity_provider_and_comes_back_to_the_page_that_was_asked_for()
    {
        await using var both = await ProviderServer.StartAsync();
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
        await using var visit = await console.OpenAsync("/account/sessions", signedIn: false, on: both.Server);
        foreach (var (width, colours) in Looks)
        {
            await visit.LookAsync(width, colours);
            (await visit.ViolationsAsync()).ShouldBeEmpty();
            await visit.PictureAsync("sign-in-provider", width, colours);
        }
        await visit.Page.ClickAsync("text=Sign in with Orchard ID");
        await visit.ArrivesAsync("/account/sessions");
        await visit.SaysAsync("this session");
        (await visit.TextAsync()).ShouldContain("ida@example.com");
        visit.Complaints.ShouldBeEmpty();
        (await visit.Context.CookiesAsync()).ShouldNotContain(c => c.Name.StartsWith("headgate-oidc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_says_no_at_the_provider_can_begin_again()
    {
        await using var both = await ProviderServer.StartAsync();
        await using var visit = await console.OpenAsync("/runs", signedIn: false, on: both.Server);
        await visit.Page.ClickAsync("text=Sign in with Orchard ID");
        await visit.SaysAsync("The identity provider did not sign you in");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
        await visit.Page.ClickAsync("text=Sign in with Orchard ID");
        await visit.ArrivesAsync("/runs");
    }
}
