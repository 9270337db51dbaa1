using System.Net;
using Headgate.Wire;

namespace Headgate.Mcp.Foreign.Transport;

/// <summary>
/// The way of HTTP to one foreign server. Its address is judged whenever it is connected to; redirects, proxies, cookies and credentials of this machine take no part; no
/// stream is opened in which the server could speak unasked; an answer has a limit.
/// </summary>
internal sealed class ForeignHttp : DelegatingHandler
{
    private const int HeaderKilobytes = 64;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectionLives = TimeSpan.FromMinutes(2);

    private readonly ForeignEndpoint _server;
    private readonly int _limit;
    private readonly ForeignNotes _notes;

    private ForeignHttp(ForeignEndpoint server, int limit, ForeignNotes notes, IOutboundConnections outbound)
        : base(OutboundHandler.Of(outbound, HeaderKilobytes, ConnectionLives)) => (_server, _limit, _notes) = (server, limit, notes);

    /// <summary>A client for a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="limit">Most bytes of an answer.</param>
    /// <param name="notes">What the server does besides.</param>
    /// <param name="outbound">Connects.</param>
    public static HttpClient ClientFor(ForeignEndpoint server, int limit, ForeignNotes notes, IOutboundConnections outbound) =>
        new(new ForeignHttp(server, limit, notes, outbound)) { Timeout = Timeout.InfiniteTimeSpan };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return new HttpResponseMessage(HttpStatusCode.MethodNotAllowed)
            {
                RequestMessage = request,
                Content = new ByteArrayContent([]),
            };
        }
        using var farewell = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (request.Method == HttpMethod.Delete)
        {
            farewell.CancelAfter(Farewell);
        }
        foreach (var (name, value) in _server.Secrets)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }
        var response = await base.SendAsync(request, farewell.Token);
        var bounded = new StreamContent(
            new BoundedStream(await response.Content.ReadAsStreamAsync(farewell.Token), _limit, byLine: false, _notes)
        );
        foreach (var (name, values) in response.Content.Headers)
        {
            bounded.Headers.TryAddWithoutValidation(name, values);
        }
        response.Content = bounded;
        return response;
    }
}
