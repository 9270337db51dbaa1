using Headgate.Gate.Upstreams.Accounts;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>
/// One request through YARP's forwarder, which is given nothing of the caller's: the request is written here, header by header, and the answer is handed to whoever judges it.
/// The forwarder never copies an answer to a caller.
/// </summary>
internal sealed class ForwardedExchange : HttpTransformer
{
    private readonly KnownUpstream _upstream;
    private readonly UpstreamRequest _request;
    private readonly TaskCompletionSource<HttpResponseMessage> _head = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _judged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ForwardedExchange(KnownUpstream upstream, UpstreamRequest request)
    {
        (_upstream, _request) = (upstream, request);
        Context = new DefaultHttpContext();
        var (to, body) = (Context.Request, request.Body);
        (to.Method, to.Protocol, to.Scheme, to.Host, to.Path) = (request.Method, "HTTP/1.1", "https", new HostString("gate.invalid"), "/");
        if (body is not null)
        {
            (to.Body, to.ContentLength, to.ContentType) = (new MemoryStream(body, writable: false), body.Length, "application/json");
        }
    }

    /// <summary>What stands for a caller before the forwarder.</summary>
    public DefaultHttpContext Context { get; }

    /// <summary>The answer's head.</summary>
    public Task<HttpResponseMessage> Head => _head.Task;

    /// <summary>Lets the forwarder end: the answer has been read as far as it will be.</summary>
    public void Done() => _judged.TrySetResult();

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken
    )
    {
        // What was escaped once stays as it is: an address that is read and written again could mean another one.
        proxyRequest.RequestUri = new Uri(
            destinationPrefix + _request.PathAndQuery,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        var headers = proxyRequest.Headers;
        headers.Clear();
        headers.TryAddWithoutValidation("Authorization", (_request.Door is null ? "Token " : "Bearer ") + _upstream.Token.Reveal());
        headers.TryAddWithoutValidation("Accept", _request.IsFile ? "*/*" : "application/json");
        headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        headers.TryAddWithoutValidation("User-Agent", "Headgate");
        if (_request.Body is { } body && proxyRequest.Content is { } content)
        {
            content.Headers.Clear();
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            content.Headers.ContentLength = body.Length;
        }
        return default;
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken
    )
    {
        if (proxyResponse is not null && _head.TrySetResult(proxyResponse))
        {
            await _judged.Task;
        }
        return false;
    }
}
