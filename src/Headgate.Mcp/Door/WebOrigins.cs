using System.Net;
using Microsoft.AspNetCore.Http;

namespace Headgate.Mcp.Door;

/// <summary>
/// Which web pages may call, and under which names the server may be called: a page of another site, or a name that was made to lead here, could use a browser's place in
/// the network.
/// </summary>
internal sealed class WebOrigins(McpDoorSettings settings)
{
    private readonly Uri _own = new(settings.PublicUrl);

    /// <summary>Whether the request comes from no page, or from one of this server or this machine.</summary>
    public bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || (
                origin.Count == 1
                && Uri.TryCreate(origin[0], UriKind.Absolute, out var page)
                && page.Scheme is "http" or "https"
                && (IsLoopback(page.Host) || (Is(page, _own) && page.Port == _own.Port))
            );
    }

    /// <summary>Whether the request names this server. Only where it came by the loopback: elsewhere the network says under which names a server is reached.</summary>
    public bool IsHost(HttpRequest request) =>
        request.HttpContext.Connection.LocalIpAddress is not { } local
        || !IPAddress.IsLoopback(local)
        || IsLoopback(request.Host.Host)
        || string.Equals(request.Host.Host, _own.Host, StringComparison.OrdinalIgnoreCase);

    private static bool Is(Uri page, Uri own) =>
        page.Scheme == own.Scheme && string.Equals(page.Host, own.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Its names as they are written, and nothing that merely contains or resolves to them.</summary>
    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]" or "::1";
}
