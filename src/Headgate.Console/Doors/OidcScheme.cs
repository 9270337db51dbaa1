using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Headgate.WebConsole.Doors;

/// <summary>
/// How people sign in with an identity provider: the platform's own handler of OpenID Connect, by code with PKCE, state and nonce. What it does not do by itself is added here: the issuer has to be the
/// one of the settings to the letter, and the address that the provider sends back to is that of the settings, whatever the request says.
/// </summary>
internal static class OidcScheme
{
    /// <summary>Its name.</summary>
    private const string Name = "oidc";

    /// <summary>Sends the browser to the provider.</summary>
    public const string StartPath = "/sign-in/oidc";

    /// <summary>Where the provider sends it back to.</summary>
    public const string BackPath = "/sign-in/oidc/back";

    private const long MostBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds the door and the handler. It is no scheme of the server's: the host would put it before every door, and it would answer for all of them.
    /// </summary>
    public static void Add(IServiceCollection services, ConsoleSettings settings)
    {
        services.AddSingleton<OidcDoor>();
        services
            .AddOptions<OpenIdConnectOptions>(Name)
            .Configure<TimeProvider>(
                (options, time) =>
                {
                    Configure(options, settings);
                    options.TimeProvider = time;
                }
            );
        services.AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>();
    }

    /// <summary>The handler for a request.</summary>
    public static async Task<OpenIdConnectHandler> HandlerAsync(HttpContext http)
    {
        var handler = new OpenIdConnectHandler(
            http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>(),
            http.RequestServices.GetRequiredService<ILoggerFactory>(),
            HtmlEncoder.Default,
            UrlEncoder.Default
        );
        await handler.InitializeAsync(new AuthenticationScheme(Name, null, typeof(OpenIdConnectHandler)), http);
        return handler;
    }

    private static void Configure(OpenIdConnectOptions options, ConsoleSettings settings)
    {
        var (oidc, back) = (settings.Oidc, settings.PublicUrl + BackPath);
        options.Authority = oidc.Issuer;
        options.RequireHttpsMetadata = !new Uri(oidc.Issuer!).IsLoopback;
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret?.Reveal();
        options.CallbackPath = BackPath;
        // The door takes what is proved: no cookie of the handler's own holds anybody.
        options.SignInScheme = "none";
        options.ResponseType = OpenIdConnectResponseType.Code;
        // An answer by a form of another site would need cookies that are sent to everybody.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in oidc.Scopes.Prepend("openid").Distinct(StringComparer.Ordinal))
        {
            options.Scope.Add(scope);
        }
        // Some providers say addresses and groups there alone.
        options.GetClaimsFromUserInfoEndpoint = true;
        foreach (var claim in (string[])["email", "email_verified", "name"])
        {
            options.ClaimActions.MapUniqueJsonKey(claim, claim);
        }
        options.ClaimActions.MapJsonKey(oidc.GroupsClaim, oidc.GroupsClaim);
        options.TokenValidationParameters.IssuerValidator = (issuer, _, _) =>
            string.Equals(issuer, oidc.Issuer, StringComparison.Ordinal)
                ? issuer
                : throw new SecurityTokenInvalidIssuerException($"The token is of {issuer}, and not of {oidc.Issuer}.");
        options.TokenValidationParameters.RequireSignedTokens = true;
        Keep(options.CorrelationCookie, "headgate-oidc-");
        Keep(options.NonceCookie, "headgate-oidc-nonce-");
        options.Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.RedirectUri = back;
                return Task.CompletedTask;
            },
            // RFC 9207: who answers says who it is, so that another provider's code is not redeemed at this one.
            OnAuthorizationCodeReceived = context =>
            {
                if (context.ProtocolMessage.Iss is { } from && !string.Equals(from, oidc.Issuer, StringComparison.Ordinal))
                {
                    context.Fail($"The answer is of {from}, and not of {oidc.Issuer}.");
                }
                return Task.CompletedTask;
            },
            OnTicketReceived = context =>
            {
                context.HttpContext.Features.Set(new OidcOutcome(context.Principal, context.ReturnUri, null));
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.HttpContext.Features.Set(new OidcOutcome(null, context.Properties?.RedirectUri, context.Failure));
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }

    private static void Keep(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
