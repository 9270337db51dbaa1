using Headgate.Gate.Upstreams.Accounts;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>Sends requests to accounts elsewhere. What changes nothing is tried twice; what may have changed something never.</summary>
internal sealed partial class UpstreamClient(
    IHttpForwarder forwarder,
    UpstreamConnections connections,
    UpstreamHealth health,
    TimeProvider time,
    ILogger<UpstreamClient> logger
)
{
    /// <summary>Sends one and gives the head of its answer, or why there is none.</summary>
    /// <param name="upstream">Where to.</param>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends the wait; for a change, which may have been made, nothing but time does.</param>
    public async Task<UpstreamReply> SendAsync(KnownUpstream upstream, UpstreamRequest request, CancellationToken cancellation)
    {
        if (health.Resting(upstream) is { } wait)
        {
            return new UpstreamReply(UpstreamFaults.Resting(upstream, wait));
        }
        var reply = await TryAsync(upstream, request, cancellation);
        if (request.IsSafe && reply.Fault is { Code: "framing-error" or "unreachable" })
        {
            reply = await TryAsync(upstream, request, cancellation);
        }
        return reply.Fault is { } fault && !request.IsSafe ? new UpstreamReply(fault.OfChange()) : reply;
    }

    /// <summary>Notes a fault that was seen in an answer.</summary>
    public UpstreamFault Note(KnownUpstream upstream, UpstreamFault fault)
    {
        health.Failed(upstream, fault);
        return fault;
    }

    /// <summary>Notes that an answer was a good one.</summary>
    public void NoteGood(KnownUpstream upstream) => health.Answered(upstream);

    private async Task<UpstreamReply> TryAsync(KnownUpstream upstream, UpstreamRequest request, CancellationToken cancellation)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(request.IsSafe ? cancellation : CancellationToken.None);
        var exchange = new ForwardedExchange(upstream, request);
        // The head has this long; what follows it has limits of its own.
        using var late = new CancellationTokenSource(upstream.Timeout, time);
        var isLate = false;
        await using var registration = late.Token.UnsafeRegister(
            _ =>
            {
                isLate = true;
                stop.Cancel();
            },
            null
        );
        var forwarded = forwarder
            .SendAsync(
                exchange.Context,
                request.Door is { } door ? UpstreamDoors.HostOf(upstream, door) : upstream.BaseAddress,
                connections.Invoker,
                new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromHours(12) },
                exchange,
                stop.Token
            )
            .AsTask();
        if (await Task.WhenAny(exchange.Head, forwarded) == exchange.Head)
        {
            return new UpstreamReply(exchange, forwarded, stop, await exchange.Head);
        }
        await forwarded;
        stop.Dispose();
        cancellation.ThrowIfCancellationRequested();
        var exception = exchange.Context.Features.Get<IForwarderErrorFeature>()?.Exception;
        var fault = isLate ? UpstreamFaults.Timeout(upstream) : FaultOf(upstream, exception);
        LogFault(exception?.GetType().Name ?? "none", upstream.Name, fault.Code);
        return new UpstreamReply(Note(upstream, fault));
    }

    private static UpstreamFault FaultOf(KnownUpstream upstream, Exception? exception) =>
        (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => UpstreamFaults.Tls(upstream),
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => UpstreamFaults.Unreachable(upstream),
            null when exception is OperationCanceledException => UpstreamFaults.Timeout(upstream),
            _ => UpstreamFaults.Broken(upstream),
        };

    // The exception's own text could name what was sent.
    [LoggerMessage(Level = LogLevel.Warning, Message = "Upstream {Upstream}: {Code} ({Exception})")]
    private partial void LogFault(string exception, string upstream, string code);
}
