using System.Net;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>The head of an answer, and the way to its body. It holds the connection until it is disposed of.</summary>
internal sealed class UpstreamReply : IAsyncDisposable
{
    private readonly ForwardedExchange? _exchange;
    private readonly Task? _forwarded;
    private readonly CancellationTokenSource? _stop;
    private readonly HttpResponseMessage? _response;

    public UpstreamReply(UpstreamFault fault) => Fault = fault;

    public UpstreamReply(ForwardedExchange exchange, Task forwarded, CancellationTokenSource stop, HttpResponseMessage response) =>
        (_exchange, _forwarded, _stop, _response) = (exchange, forwarded, stop, response);

    /// <summary>Why there is no answer; null where there is one.</summary>
    public UpstreamFault? Fault { get; }

    /// <summary>The answer's status.</summary>
    public HttpStatusCode Status => _response!.StatusCode;

    /// <summary>Its media type, in lower case; empty for none.</summary>
    public string MediaType => _response!.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";

    /// <summary>Its length, where it says one.</summary>
    public long? Length => _response!.Content.Headers.ContentLength;

    /// <summary>Whether its body is packed, which was not asked for.</summary>
    public bool IsPacked => _response!.Content.Headers.ContentEncoding.Any(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a value stands in one of its headers.</summary>
    public bool HasHeader(Func<string, bool> isIt) =>
        _response!.Headers.Concat(_response.Content.Headers).Any(h => h.Value.Any(isIt)) || isIt(_response.ReasonPhrase ?? "");

    /// <summary>The host that a redirect leads to.</summary>
    public string RedirectHost =>
        _response!.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.IdnHost : "another path of its own") : "nowhere";

    /// <summary>How long it asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => _response!.Headers.RetryAfter is { } wait ? wait.Delta ?? (wait.Date - now) : null;

    /// <summary>The body as it comes.</summary>
    public Task<Stream> OpenAsync(CancellationToken cancellation) => _response!.Content.ReadAsStreamAsync(cancellation);

    /// <summary>The whole body; null where it is larger than the limit.</summary>
    /// <exception cref="IOException">It broke off.</exception>
    public async Task<ReceivedBytes?> ReadAsync(int limit, CancellationToken cancellation)
    {
        if (Length > limit)
        {
            return null;
        }
        await using var body = await OpenAsync(cancellation);
        return await ReceivedBytes.ReadAsync(body, (int)(Length ?? 0), limit, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_exchange is null)
        {
            return;
        }
        // A body that was not read to its end takes its connection with it: what would follow on it is nobody's answer.
        _exchange.Done();
        await _forwarded!;
        _stop!.Dispose();
    }
}
