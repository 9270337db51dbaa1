using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Headgate.Testing;

/// <summary>A real identity provider (OpenIddict) on another host name than the server's: it asks nobody for a password, and says who <see cref="Person"/> is.</summary>
public sealed class TestProvider : IAsyncDisposable
{
    /// <summary>What it knows the server as.</summary>
    public const string ClientId = "headgate";

    /// <summary>The server's secret there.</summary>
    public const string ClientSecret = "a secret of the provider's own choice";

    private readonly WebApplication _app;
    private readonly SqliteConnection _keepsMemory;

    private TestProvider(WebApplication app, SqliteConnection keepsMemory, string issuer) =>
        (_app, _keepsMemory, Issuer) = (app, keepsMemory, issuer);

    /// <summary>How it calls itself.</summary>
    public string Issuer { get; }

    /// <summary>Who is sitting at the browser; null for somebody who says no.</summary>
    public ProviderPerson? Person { get; set; }

    /// <summary>The last request for a sign-in, as it came.</summary>
    public IReadOnlyDictionary<string, string> LastAsked { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A port of loopback that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts one that knows a server.</summary>
    /// <param name="redirect">The one address that it sends people back to.</param>
    public static async Task<TestProvider> StartAsync(string redirect)
    {
        var port = FreePort();
        var memory = $"Data Source=provider-{port};Mode=Memory;Cache=Shared";
        var keeps = new SqliteConnection(memory);
        await keeps.OpenAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddRoutingCore();
        builder.Services.AddDbContext<DbContext>(db => db.UseSqlite(memory).UseOpenIddict());
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server
                    .SetIssuer($"http://localhost:{port}/")
                    .SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetUserInfoEndpointUris("connect/userinfo")
                    .AllowAuthorizationCodeFlow()
                    .RequireProofKeyForCodeExchange()
                    .RegisterScopes(Scopes.Profile, Scopes.Email)
                    .AddEphemeralEncryptionKey()
                    .AddEphemeralSigningKey();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        var app = builder.Build();
        var provider = new TestProvider(app, keeps, $"http://localhost:{port}/");
        app.UseRouting();
        app.UseAuthentication();
        app.MapGet("/connect/authorize", (Delegate)provider.Authorize);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
            await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(Server(redirect));
        }
        await app.StartAsync();
        // Its first answer takes long; no test is about that.
        using var first = new HttpClient();
        (await first.GetAsync(provider.Issuer + ".well-known/openid-configuration")).EnsureSuccessStatusCode();
        return provider;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _keepsMemory.DisposeAsync();
    }

    private static OpenIddictApplicationDescriptor Server(string redirect) =>
        new()
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { new Uri(redirect) },
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
                Permissions.Scopes.Email,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };

    private IResult Authorize(HttpContext http)
    {
        LastAsked = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        string[] scheme = [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme];
        if (Person is not { } person)
        {
            var no = new AuthenticationProperties();
            no.Items[OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied;
            return Results.Forbid(no, scheme);
        }
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity
            .SetClaim(Claims.Subject, person.Subject)
            .SetClaim(Claims.Email, person.Email)
            .SetClaim(Claims.EmailVerified, person.IsVerified)
            .SetClaim(Claims.Name, "Ida Orchard")
            .SetClaims("groups", [.. person.Groups])
            .SetScopes(http.GetOpenIddictServerRequest()!.GetScopes())
            .SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, scheme[0]);
    }
}
