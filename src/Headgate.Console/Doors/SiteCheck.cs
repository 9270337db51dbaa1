using System.Net;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Doors;

/// <summary>
/// Whether a browser was led here by somebody else: by a name that is none of this server, or by a page of another site. The form's own token is asked for besides; this needs
/// no cookie to be right.
/// </summary>
internal sealed class SiteCheck(ConsoleSettings settings)
{
    private readonly ServedHost _host = new(settings.PublicUrl);

    /// <summary>Why a request goes no further; null where nothing is wrong with it.</summary>
    public Refusal? Fault(HttpRequest request)
    {
        if (!_host.Is(request))
        {
            return new Refusal(
                Reason.BadHost,
                HttpStatusCode.MisdirectedRequest,
                "This server is not known by that name. Its operator sets public_url to the name that it is reached by."
            );
        }
        // A link on another site may lead to a page; it may do nothing and listen to nothing.
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var works =
            request.Path.StartsWithSegments("/live") || (request.Path.StartsWithSegments("/metrics") && request.Query.ContainsKey("ask"));
        return (isRead && !works) || IsOwn(request)
            ? null
            : new Refusal(
                Reason.CrossSite,
                HttpStatusCode.Forbidden,
                "A page of another site made this browser send that, so nothing was done. Open the console itself and do it there."
            );
    }

    /// <summary>Browsers say from where a form or a script sends; other programs, which have no cookies of anybody, need not.</summary>
    private bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (
                origin.Count == 1
                && (
                    string.Equals(origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                    || string.Equals(origin[0], _host.Own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
                )
            );
    }
}
