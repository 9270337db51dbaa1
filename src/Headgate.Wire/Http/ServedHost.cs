using System.Net;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>Under which names this server may be called: a name that somebody made to lead here could use a browser's place in the network.</summary>
/// <param name="publicUrl">The address that it is reached by.</param>
public sealed class ServedHost(string publicUrl)
{
    /// <summary>The address that it is reached by.</summary>
    public Uri Own { get; } = new(publicUrl);

    /// <summary>Whether a request names this server. Only where it came by the loopback: elsewhere the network says under which names a server is reached.</summary>
    public bool Is(HttpRequest request) =>
        request.HttpContext.Connection.LocalIpAddress is not { } local
        || !IPAddress.IsLoopback(local)
        || IsLoopback(request.Host.Host)
        || string.Equals(request.Host.Host, Own.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of the loopback as they are written, and nothing that merely contains or resolves to them.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]" or "::1";
}
