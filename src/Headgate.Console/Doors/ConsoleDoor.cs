using Headgate.Catalogue;
using Headgate.WebConsole.Calls;
using Headgate.WebConsole.Pages;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Headgate.WebConsole.Doors;

/// <summary>
/// The door of the console: who asks, before a page is made. It knows the viewer by the session's secret in the cookie; everything else is decided, and recorded, by the calls
/// that the page makes.
/// </summary>
internal sealed partial class ConsoleDoor(CallPath path, SiteCheck sites, ILogger<ConsoleDoor> logger)
{
    private const string Surface = "console";

    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Lets a request go on to its page, or sends it to where one signs in.</summary>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (await ConsoleAssets.TryServeAsync(http))
        {
            return;
        }
        var credential = SessionCookie.Read(http.Request);
        if (sites.Fault(http.Request) is { } misled)
        {
            await RefuseAsync(http, misled);
            return;
        }
        if (http.Request.Path.StartsWithSegments("/sign-in"))
        {
            // A link to sign in stands in the address, which goes nowhere else. Without any referrer the form would say that it comes from nowhere.
            headers["Referrer-Policy"] = "strict-origin";
            http.Features.Set(new ConsoleVisit(Origin(http, credential), Caller.Anonymous));
            await next(http);
            return;
        }
        if (credential.Refusal is not null)
        {
            await TurnAwayAsync(http, ended: SessionCookie.IsSent(http.Request));
            return;
        }
        var origin = Origin(http, credential);
        var (caller, unknown) = await path.KnowAsync(origin.Call(http.Request.Method, http.Request.Path), http.RequestAborted);
        if (unknown is not null)
        {
            SessionCookie.Remove(http);
            await TurnAwayAsync(http, ended: true);
            return;
        }
        http.Features.Set(new ConsoleVisit(origin, caller));
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            LogBroken(e, http.TraceIdentifier);
            await new RazorComponentResult<Broken>(
                new Dictionary<string, object?> { ["Id"] = http.TraceIdentifier, ["Address"] = (string)http.Request.Path }
            )
            {
                StatusCode = StatusCodes.Status500InternalServerError,
            }.ExecuteAsync(http);
        }
    }

    /// <summary>Records why a request goes no further, and says so.</summary>
    private async Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        var call = Origin(http, new CallerCredential(new Secret(""), Reason.NoCredential)).Call(http.Request.Method, http.Request.Path);
        await path.RefuseAsync(call, refusal, http.RequestAborted);
        http.Response.StatusCode = (int)refusal.Status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"{refusal.Message}\nRequest {call.RequestId}\n", http.RequestAborted);
    }

    /// <summary>Where a call of this request comes from.</summary>
    public static CallOrigin Origin(HttpContext http, CallerCredential credential) =>
        new(Surface, http.Connection.RemoteIpAddress?.ToString() ?? "unknown", credential, http.RequestServices)
        {
            Claims = CallerClaims.Of(http.Request.Headers),
        };

    /// <summary>To where one signs in, and back; a form that was sent is given back whole, so that nothing that was typed is lost.</summary>
    private static async Task TurnAwayAsync(HttpContext http, bool ended)
    {
        if (http.Request.Path.StartsWithSegments("/live"))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || http.Request.Path == "/sign-out")
        {
            var to = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            http.Response.Redirect($"/sign-in?to={Uri.EscapeDataString(to)}{(ended ? "&ended=1" : "")}");
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(f => f.Key != "__RequestVerificationToken")
            .SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? ""))
            .ToList();
        await new RazorComponentResult<SessionEnded>(
            new Dictionary<string, object?> { ["Address"] = (string)(http.Request.Path + http.Request.QueryString), ["Fields"] = fields }
        )
        {
            StatusCode = StatusCodes.Status401Unauthorized,
        }.ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: a page of the console could not be made")]
    private partial void LogBroken(Exception exception, string requestId);
}
