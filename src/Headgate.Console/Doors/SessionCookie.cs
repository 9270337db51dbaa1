using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Doors;

/// <summary>The cookie with the session's secret: an opaque random text, of which the server keeps a hash.</summary>
internal static class SessionCookie
{
    public const string Name = "headgate-session";

    /// <summary>The session's secret as a credential.</summary>
    public static CallerCredential Read(HttpRequest request) =>
        request.Cookies[Name] is { Length: > 0 } secret
            ? CredentialHeader.Read("Bearer " + secret)
            : new CallerCredential(new Secret(""), Reason.NoCredential);

    /// <summary>Keeps a session in the browser.</summary>
    public static void Write(HttpContext http, string secret, DateTimeOffset until) =>
        http.Response.Cookies.Append(Name, secret, Options(http, until));

    /// <summary>Forgets it.</summary>
    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    private static CookieOptions Options(HttpContext http, DateTimeOffset? until) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            IsEssential = true,
            Expires = until,
        };
}
