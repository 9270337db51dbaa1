using System.Collections.Concurrent;
using System.Net;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Sends requests and reads what comes back into JSON that can be judged, or into a fault. Bodies of faults are read by nobody.</summary>
internal sealed class AnswerReader(UpstreamClient client, UpstreamLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<(long, long), TokenTraces> _traces = new();

    /// <summary>What recognises an account's token.</summary>
    public TokenTraces TracesOf(KnownUpstream upstream)
    {
        if (_traces.Count > 1000)
        {
            _traces.Clear();
        }
        return _traces.GetOrAdd((upstream.Id, upstream.Version), static (_, token) => new TokenTraces(token), upstream.Token);
    }

    /// <summary>Sends a request and reads its JSON.</summary>
    public async Task<ReadAnswer> ReadAsync(KnownUpstream upstream, UpstreamRequest request, CancellationToken cancellation)
    {
        await using var reply = await client.SendAsync(upstream, request, cancellation);
        if (reply.Fault is { } none)
        {
            return new ReadAnswer(none, null, HttpStatusCode.BadGateway, false);
        }
        var foundToken = reply.HasHeader(TracesOf(upstream).AreIn);
        var status = reply.Status;
        if (FaultOf(upstream, reply) is { } fault)
        {
            return Faulty(upstream, request, fault, foundToken);
        }
        if (status is HttpStatusCode.NoContent or HttpStatusCode.NotFound)
        {
            client.NoteGood(upstream);
            return new ReadAnswer(null, null, status, foundToken);
        }
        if (reply.IsPacked)
        {
            return Faulty(upstream, request, UpstreamFaults.BadEncoding(upstream), foundToken);
        }
        var (bytes, broken) = await BytesAsync(upstream, request, reply, cancellation);
        if (broken is not null)
        {
            return Faulty(upstream, request, broken, foundToken);
        }
        if (CleanJson.Parse(bytes) is not { } document)
        {
            return Faulty(
                upstream,
                request,
                (int)status >= 400 ? UpstreamFaults.Error(upstream, (int)status) : UpstreamFaults.BadJson(upstream),
                foundToken
            );
        }
        client.NoteGood(upstream);
        return new ReadAnswer(null, document, status, foundToken) { Body = bytes };
    }

    /// <summary>The fault that a status is by itself; null where the body matters, or there is none.</summary>
    public UpstreamFault? FaultOf(KnownUpstream upstream, UpstreamReply reply) =>
        (int)reply.Status switch
        {
            200 or 201 or 202 or 204 or 400 or 404 or 422 => null,
            < 200 => UpstreamFaults.Broken(upstream),
            >= 300 and < 400 => UpstreamFaults.Redirect(upstream, reply.RedirectHost),
            401 => UpstreamFaults.Unauthorised(upstream),
            403 => UpstreamFaults.Forbidden(upstream),
            409 => UpstreamFaults.Conflict(upstream),
            429 => UpstreamFaults.Slower(upstream, reply.RetryAfter(time.GetUtcNow())),
            var other => UpstreamFaults.Error(upstream, other),
        };

    private async Task<(ReadOnlyMemory<byte> Bytes, UpstreamFault? Broken)> BytesAsync(
        KnownUpstream upstream,
        UpstreamRequest request,
        UpstreamReply reply,
        CancellationToken cancellation
    )
    {
        var caller = request.IsSafe ? cancellation : CancellationToken.None;
        using var late = new CancellationTokenSource(upstream.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(caller, late.Token);
        try
        {
            return await reply.ReadAsync(limits.JsonBytes, both.Token) is { } bytes
                ? (bytes, null)
                : (default, UpstreamFaults.TooLarge(upstream));
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return (default, UpstreamFaults.Timeout(upstream));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return (default, UpstreamFaults.Broken(upstream));
        }
    }

    private ReadAnswer Faulty(KnownUpstream upstream, UpstreamRequest request, UpstreamFault fault, bool foundToken) =>
        new(client.Note(upstream, request.IsSafe ? fault : fault.OfChange()), null, HttpStatusCode.BadGateway, foundToken);
}
