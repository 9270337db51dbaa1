using System.Net;
using System.Security.Authentication;

namespace Headgate.Wire;

/// <summary>The way of HTTP to addresses that others have chosen: judged whenever it is connected, and nothing of this machine takes part in it.</summary>
public static class OutboundHandler
{
    /// <summary>A handler that follows no redirect, has no proxy, cookies or credentials, unpacks nothing and speaks no old TLS.</summary>
    /// <param name="outbound">Judges and connects.</param>
    /// <param name="headerKilobytes">Most of an answer's headers.</param>
    /// <param name="connectionLives">How long a connection is used; zero for one request each.</param>
    public static SocketsHttpHandler Of(IOutboundConnections outbound, int headerKilobytes, TimeSpan connectionLives) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = connectionLives,
            MaxResponseHeadersLength = headerKilobytes,
            MaxResponseDrainSize = 0,
            SslOptions = new() { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            ConnectCallback = (context, cancellation) => outbound.ConnectAsync(context.InitialRequestMessage.RequestUri!, cancellation),
        };
}
