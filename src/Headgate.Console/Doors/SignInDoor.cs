using System.Text.Json.Nodes;
using Headgate.WebConsole.Calls;
using Headgate.WebConsole.Models;
using Headgate.WebConsole.Pages;
using Headgate.Wire;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headgate.WebConsole.Doors;

/// <summary>Signs in and out: by the calls that open and end a session.</summary>
internal static class SignInDoor
{
    /// <summary>Opens a session for the token or link that was sent.</summary>
    public static async Task SignInAsync(HttpContext http, ConsoleCalls calls, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(http))
        {
            http.Response.Redirect("/sign-in");
            return;
        }
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var email = form["email"].ToString();
        var shown =
            email.Length > 0 ? PasswordCredential.Of(email, form["password"].ToString())
            : form["state"].ToString() is { Length: > 0 } state ? PasskeyCredential.Of(state, form["answer"].ToString())
            : CredentialHeader.Read("Token " + form["credential"].ToString().Trim());
        if (await OpenAsync(http, calls, shown, ConsolePaths.Local(form["to"])) is not { } fault)
        {
            return;
        }
        await new RazorComponentResult<SignInRefused>(
            new Dictionary<string, object?>
            {
                ["To"] = form["to"].ToString(),
                ["Email"] = email,
                ["Fault"] = Told(fault, email),
            }
        )
        {
            StatusCode = fault.Status,
        }.ExecuteAsync(http);
    }

    /// <summary>Opens a session for what was shown and goes to a page; or says why not.</summary>
    public static async Task<Fault?> OpenAsync(HttpContext http, ConsoleCalls calls, CallerCredential shown, string to)
    {
        var opened = await calls.AskAsync<OpenedSessionModel>(
            ConsoleDoor.Origin(http, shown),
            "sessions.open",
            new JsonObject { ["browser"] = http.Request.Headers.UserAgent.ToString() }
        );
        if (opened.Data is not { } session)
        {
            return opened.Fault;
        }
        SessionCookie.Write(http, session.Secret, session.ExpiresAt);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = to;
        return null;
    }

    /// <summary>What is wrong, in the words of what was typed: not which of address and password is the wrong one.</summary>
    private static Fault Told(Fault fault, string email) =>
        (email.Length > 0, fault.Status) switch
        {
            (true, StatusCodes.Status429TooManyRequests) => fault with
            {
                Message = "Too many wrong passwords. Wait a minute before the next try, or sign in with a token.",
            },
            (true, StatusCodes.Status401Unauthorized) => fault with
            {
                Message = "This address and this password do not belong together. Passwords are set in the console, below Account.",
            },
            _ => fault,
        };

    /// <summary>Ends the session at hand.</summary>
    public static async Task SignOutAsync(HttpContext http, ConsoleCalls calls, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(http))
        {
            http.Response.Redirect("/");
            return;
        }
        var open = await calls.AskAsync<List<SessionModel>>("sessions.list");
        if (open.Data?.Find(s => s.IsThis) is { } own)
        {
            await calls.AskAsync<JsonNode>("sessions.end", new JsonObject { ["session_id"] = own.Id });
        }
        SessionCookie.Remove(http);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = "/sign-in";
    }
}
