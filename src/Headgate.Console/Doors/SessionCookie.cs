using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Doors;

/// <summary>The cookie with the session's secret: an opaque random text, of which the server keeps a hash.</summary>
internal static class SessionCookie
{
    private const string PlainName = "headgate-session";

    /// <summary>Over TLS the browser itself keeps a cookie of this name to this host, and lets no other host set it.</summary>
    private const string HostName = "__Host-" + PlainName;

    /// <summary>Whether the browser sent one, good or not.</summary>
    public static bool IsSent(HttpRequest request) => request.Cookies.ContainsKey(Name(request));

    /// <summary>The session's secret as a credential.</summary>
    public static CallerCredential Read(HttpRequest request) =>
        request.Cookies[Name(request)] is { Length: > 0 } secret
            ? CredentialHeader.Read("Bearer " + secret)
            : new CallerCredential(new Secret(""), Reason.NoCredential);

    /// <summary>Keeps a session in the browser.</summary>
    public static void Write(HttpContext http, string secret, DateTimeOffset until) =>
        http.Response.Cookies.Append(Name(http.Request), secret, Options(http, until));

    /// <summary>Forgets it.</summary>
    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request), Options(http, null));

    private static string Name(HttpRequest request) => request.IsHttps ? HostName : PlainName;

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
