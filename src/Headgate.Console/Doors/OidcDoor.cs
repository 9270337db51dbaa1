using System.Net;
using Headgate.Catalogue;
using Headgate.WebConsole.Calls;
using Headgate.WebConsole.Pages;
using Headgate.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headgate.WebConsole.Doors;

/// <summary>Sends people to the identity provider, and opens a session for whom it sends back.</summary>
internal sealed partial class OidcDoor(
    ConsoleSettings settings,
    IdentityCredentials credentials,
    CallPath path,
    TimeProvider time,
    ILogger<OidcDoor> logger
)
{
    private const string Unreachable =
        "The identity provider does not answer as it should. Try again; the server's log says what is wrong with it.";

    private const string NotProved =
        "The identity provider did not sign you in, or its answer is none to a question of this browser. Begin again from the page where one signs in.";

    /// <summary>Most groups that are looked at; whoever is in more is in those that come first.</summary>
    private const int MostGroups = 1000;

    /// <summary>To the provider; back to a page of this console afterwards.</summary>
    public async Task StartAsync(HttpContext http)
    {
        if (settings.Oidc.Issuer is not { } issuer)
        {
            http.Response.Redirect("/sign-in");
            return;
        }
        var to = ConsolePaths.Local(http.Request.Query["to"]);
        try
        {
            var handler = await OidcScheme.HandlerAsync(http);
            await handler.ChallengeAsync(new AuthenticationProperties { RedirectUri = to });
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            LogUnreachable(e, issuer);
            await TellAsync(
                http,
                to,
                await RecordedAsync(http, new Refusal(Reason.FactsUnavailable, HttpStatusCode.BadGateway, Unreachable))
            );
        }
    }

    /// <summary>Back from the provider.</summary>
    public async Task BackAsync(HttpContext http)
    {
        if (settings.Oidc.Issuer is not { } issuer)
        {
            http.Response.Redirect("/sign-in");
            return;
        }
        var handler = await OidcScheme.HandlerAsync(http);
        await handler.HandleRequestAsync();
        var outcome = http.Features.Get<OidcOutcome>();
        var to = ConsolePaths.Local(outcome?.To);
        if (outcome?.Person is not { } person || person.FindFirst("sub")?.Value is not { Length: > 0 } subject)
        {
            LogNotProved(issuer, outcome?.Failure?.Message ?? "it says no subject");
            await TellAsync(http, to, await RecordedAsync(http, new Refusal(Reason.BadToken, HttpStatusCode.Unauthorized, NotProved)));
            return;
        }
        var identity = new ProvedIdentity(
            issuer,
            subject,
            person.FindFirst("email")?.Value,
            bool.TryParse(person.FindFirst("email_verified")?.Value, out var verified) && verified,
            person.FindFirst("name")?.Value,
            [.. person.FindAll(settings.Oidc.GroupsClaim).Select(c => c.Value).Distinct(StringComparer.Ordinal).Take(MostGroups)],
            time.GetUtcNow()
        );
        var calls = http.RequestServices.GetRequiredService<ConsoleCalls>();
        if (await SignInDoor.OpenAsync(http, calls, credentials.Of(identity), to) is { } fault)
        {
            await TellAsync(http, to, fault);
        }
    }

    private async Task<Fault> RecordedAsync(HttpContext http, Refusal refusal)
    {
        var visit = http.RequestServices.GetRequiredService<ConsoleCalls>().Visit;
        var call = visit.Origin.Call(http.Request.Method, http.Request.Path);
        await path.RefuseAsync(call, refusal, http.RequestAborted);
        return new Fault((int)refusal.Status, refusal.Message, call.RequestId);
    }

    private static Task TellAsync(HttpContext http, string to, Fault fault) =>
        new RazorComponentResult<SignInRefused>(
            new Dictionary<string, object?>
            {
                ["To"] = to,
                ["Email"] = "",
                ["Fault"] = fault,
            }
        )
        {
            StatusCode = fault.Status,
        }.ExecuteAsync(http);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The identity provider {Issuer} cannot be asked; check sign_in.oidc.issuer and that it is reachable from here"
    )]
    private partial void LogUnreachable(Exception exception, string issuer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The identity provider {Issuer} signed nobody in: {Why}")]
    private partial void LogNotProved(string issuer, string why);
}
