using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Identities;
using Headgate.WebConsole;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Testing;

/// <summary>A server whose people sign in with a <see cref="TestProvider"/>.</summary>
public sealed class ProviderServer : IAsyncDisposable
{
    private ProviderServer(HeadgateServer server, TestProvider provider) => (Server, Provider) = (server, provider);

    /// <summary>The server.</summary>
    public HeadgateServer Server { get; }

    /// <summary>The provider.</summary>
    public TestProvider Provider { get; }

    /// <summary>Starts both; they know each other.</summary>
    /// <param name="change">Of what becomes of people; by default whoever comes is added.</param>
    /// <param name="provider">Of the provider as the server knows it.</param>
    /// <param name="also">Adds to what the server is made of.</param>
    public static async Task<ProviderServer> StartAsync(
        Func<IdentitySettings, IdentitySettings>? change = null,
        Func<OidcSettings, OidcSettings>? provider = null,
        Action<IServiceCollection>? also = null
    )
    {
        var port = TestProvider.FreePort();
        var url = $"http://127.0.0.1:{port}";
        var known = await TestProvider.StartAsync(url + "/sign-in/oidc/back");
        var oidc = new OidcSettings
        {
            Issuer = known.Issuer,
            ClientId = TestProvider.ClientId,
            ClientSecret = new Secret(TestProvider.ClientSecret),
            Name = "Orchard ID",
        };
        var people = new IdentitySettings { AddsUsers = true };
        var server = await HeadgateServer.StartAsync(
            settings =>
                settings with
                {
                    Port = port,
                    PublicUrl = url,
                    Oidc = provider?.Invoke(oidc) ?? oidc,
                    Identities = change?.Invoke(people) ?? people,
                },
            also
        );
        return new ProviderServer(server, known);
    }

    /// <summary>A browser, which keeps cookies and follows no redirect by itself.</summary>
    public HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Server.Url };

    /// <summary>Goes to the provider and gives the address that it sends the browser back to, which was not opened yet.</summary>
    public static async Task<string> ToProviderAsync(HttpClient browser, string start = "/sign-in/oidc")
    {
        using var begun = await browser.GetAsync(start);
        using var answered = await browser.GetAsync(begun.Headers.Location);
        return answered.Headers.Location!.OriginalString;
    }

    /// <summary>Signs the person at the provider in; what the console answers.</summary>
    public async Task<HttpResponseMessage> SignInAsync()
    {
        using var browser = Browser();
        return await browser.GetAsync(await ToProviderAsync(browser));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
