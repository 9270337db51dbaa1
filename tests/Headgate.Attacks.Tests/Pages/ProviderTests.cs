using System.Net;
using System.Web;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>What somebody between the console, the browser and an identity provider can turn.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private ProviderServer _both = null!;

    public async ValueTask InitializeAsync()
    {
        _both = await ProviderServer.StartAsync();
        _both.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
    }

    public ValueTask DisposeAsync() => _both.DisposeAsync();

    [Fact]
    [Attack("CON-11")]
    public async Task An_answer_whose_state_was_turned_or_is_another_browsers_signs_nobody_in()
    {
        using var browser = _both.Browser();
        var back = await ProviderServer.ToProviderAsync(browser);
        var state = HttpUtility.ParseQueryString(new Uri(back).Query)["state"]!;
        foreach (var turned in (string[])[state[..^2] + "AA", "", "https://evil.test", new('a', 8192)])
        {
            using var refused = await browser.GetAsync(Turn(back, "state", turned), PagesLab.Cancellation);
            NotIn(refused);
        }
        // What the attacker's browser began, the victim's browser does not end.
        using var victim = _both.Browser();
        using var lured = await victim.GetAsync(back, PagesLab.Cancellation);
        NotIn(lured);
        // Nor does an answer do twice.
        using var once = await browser.GetAsync(back, PagesLab.Cancellation);
        PagesLab.SessionOf(once).ShouldNotBeNull();
        using var twice = await browser.GetAsync(back, PagesLab.Cancellation);
        NotIn(twice);
        var recorded = Recorded.Of(_both.Server);
        recorded.Count(r => r is { Decision: "Refused", Reason: "bad-token" }).ShouldBe(6);
    }

    [Fact]
    [Attack("CON-11")]
    public async Task The_provider_is_asked_to_send_back_to_the_address_of_the_settings_alone()
    {
        using var browser = _both.Browser();
        foreach (
            var start in (string[])["/sign-in/oidc?redirect_uri=https://evil.test&returnUrl=//evil.test", "/sign-in/oidc?to=//evil.test"]
        )
        {
            using var begun = await browser.GetAsync(start, PagesLab.Cancellation);
            var asked = HttpUtility.ParseQueryString(begun.Headers.Location!.Query);
            asked["redirect_uri"].ShouldBe(_both.Server.Url.ToString().TrimEnd('/') + "/sign-in/oidc/back");
            asked["code_challenge_method"].ShouldBe("S256");
            asked["nonce"].ShouldNotBeNullOrEmpty();
            asked["response_type"].ShouldBe("code");
            // The provider itself sends to no other.
            var elsewhere = Turn(begun.Headers.Location!.OriginalString, "redirect_uri", "https://evil.test/sign-in/oidc/back");
            using var refused = await browser.GetAsync(elsewhere, PagesLab.Cancellation);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            using var answered = await browser.GetAsync(begun.Headers.Location, PagesLab.Cancellation);
            using var signedIn = await browser.GetAsync(answered.Headers.Location, PagesLab.Cancellation);
            signedIn.Headers.Location!.OriginalString.ShouldBe("/");
        }
    }

    [Fact]
    [Attack("CON-11")]
    public async Task A_code_of_another_sign_in_and_an_answer_of_another_provider_are_none()
    {
        using var mine = _both.Browser();
        using var theirs = _both.Browser();
        var (own, other) = (await ProviderServer.ToProviderAsync(mine), await ProviderServer.ToProviderAsync(theirs));
        var code = HttpUtility.ParseQueryString(new Uri(other).Query)["code"]!;
        // The verifier of PKCE and the nonce are those of another browser.
        using var injected = await mine.GetAsync(Turn(own, "code", code), PagesLab.Cancellation);
        NotIn(injected);
        var fresh = await ProviderServer.ToProviderAsync(mine);
        using var mixed = await mine.GetAsync(Turn(fresh, "iss", "https://evil.test/"), PagesLab.Cancellation);
        NotIn(mixed);
    }

    [Fact]
    [Attack("CON-11")]
    public async Task A_provider_that_calls_itself_otherwise_is_not_believed()
    {
        // The same provider by another name of its host: what it signs is of an issuer that nobody has set.
        await using var other = await ProviderServer.StartAsync(provider: oidc =>
            oidc with
            {
                Issuer = oidc.Issuer!.Replace("localhost", "127.0.0.1", StringComparison.Ordinal),
            }
        );
        other.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
        using var refused = await other.SignInAsync();
        NotIn(refused);
    }

    private static void NotIn(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        PagesLab.SessionOf(answer).ShouldBeNull();
    }

    private static string Turn(string address, string name, string value)
    {
        var uri = new UriBuilder(address);
        var query = HttpUtility.ParseQueryString(uri.Query);
        query[name] = value;
        uri.Query = query.ToString();
        return uri.Uri.AbsoluteUri;
    }
}
