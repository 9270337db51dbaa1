using System.Net;
using System.Security.Authentication;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>
/// The connections to accounts elsewhere. Certificates are checked as the system checks them; redirects, cookies, proxies and packed bodies are nobody's business here. There is no
/// switch that would make it careless.
/// </summary>
internal sealed class UpstreamConnections(UpstreamLimits limits) : IDisposable
{
    /// <summary>Sends requests.</summary>
    public HttpMessageInvoker Invoker { get; } =
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                ActivityHeadersPropagator = null,
                ConnectTimeout = limits.Connect,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                EnableMultipleHttp2Connections = true,
                MaxResponseHeadersLength = 64,
                MaxResponseDrainSize = 64 * 1024,
                ResponseDrainTimeout = TimeSpan.FromSeconds(1),
                SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            },
            disposeHandler: true
        );

    public void Dispose() => Invoker.Dispose();
}
