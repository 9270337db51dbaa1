using Headgate.Testing;
using Microsoft.Playwright;

namespace Headgate.Console.Tests;

/// <summary>Passkeys, with the virtual device of Chromium: it holds real keys, and signs what it is asked to.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PasskeyTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_person_adds_a_passkey_signs_in_with_it_and_removes_it()
    {
        var port = TestProvider.FreePort();
        await using var server = await HeadgateServer.StartAsync(s => s with { Port = port, PublicUrl = $"http://localhost:{port}" });
        var (token, _) = await server.CreatePersonalTokenAsync("ida@example.com", "developer");
        await using var visit = await console.OpenAsync("/account/passkeys", signedIn: false, on: server, host: "localhost");
        var device = await visit.Context.NewCDPSessionAsync(visit.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await visit.SignInAsync(token);
        await visit.ArrivesAsync("/account/passkeys");
        await visit.SaysAsync("No passkey yet");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        await visit.Page.FillAsync("#name", "My laptop");
        await visit.Page.ClickAsync("button:text('Add a passkey')");
        await visit.SaysAsync("not used yet");
        foreach (
            var (width, colours) in ((int, ColorScheme)[])[(390, ColorScheme.Light), (1440, ColorScheme.Dark), (1440, ColorScheme.Light)]
        )
        {
            await visit.LookAsync(width, colours);
            (await visit.ViolationsAsync()).ShouldBeEmpty();
            await visit.PictureAsync("passkeys", width, colours);
        }
        // A device makes one key for a person, and says so.
        await visit.Page.FillAsync("#name", "My laptop again");
        await visit.Page.ClickAsync("button:text('Add a passkey')");
        await visit.SaysAsync("This device has a passkey of yours already");

        await visit.Page.ClickAsync(".rail button:text('Sign out')");
        await visit.ArrivesAsync("/sign-in");
        await visit.Page.ClickAsync("button:text('Sign in with a passkey')");
        await visit.ArrivesAsync("/");
        await visit.GoAsync("/account/passkeys");
        await visit.SaysAsync("last used");
        visit.Complaints.ShouldBeEmpty();

        // Removed, it ends the very session that it has opened, and opens no other.
        await visit.Page.ClickAsync("button:text('Remove')");
        await visit.Page.WaitForLoadStateAsync();
        await visit.GoAsync("/account/passkeys");
        visit.At.ShouldStartWith("/sign-in");
        await visit.Page.ClickAsync("button:text('Sign in with a passkey')");
        await visit.SaysAsync("You are not signed in");
    }

    [Fact]
    public async Task Where_a_browser_has_no_passkeys_for_this_address_none_are_offered()
    {
        await using var visit = await console.OpenAsync("/sign-in", signedIn: false);
        (await visit.Page.IsVisibleAsync("button:text('Sign in with a passkey')")).ShouldBeFalse();
        await using var plain = await console.OpenAsync("/sign-in", signedIn: false, scripts: false);
        (await plain.Page.IsVisibleAsync("button:text('Sign in with a passkey')")).ShouldBeFalse();
    }
}
