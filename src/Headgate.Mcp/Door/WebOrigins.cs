using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.Mcp.Door;

/// <summary>
/// Which web pages may call, and under which names the server may be called: a page of another site, or a name that was made to lead here, could use a browser's place in
/// the network.
/// </summary>
internal sealed class WebOrigins(McpDoorSettings settings)
{
    private readonly ServedHost _host = new(settings.PublicUrl);

    /// <summary>Whether the request comes from no page, or from one of this server or this machine.</summary>
    public bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (
                origin.Count == 1
                && Uri.TryCreate(origin[0], UriKind.Absolute, out var page)
                && page.Scheme is "http" or "https"
                && (ServedHost.IsLoopback(page.Host) || (Is(page, _host.Own) && page.Port == _host.Own.Port))
            );
    }

    /// <summary>Whether the request names this server.</summary>
    public bool IsHost(HttpRequest request) => _host.Is(request);

    private static bool Is(Uri page, Uri own) =>
        page.Scheme == own.Scheme && string.Equals(page.Host, own.Host, StringComparison.OrdinalIgnoreCase);
}
