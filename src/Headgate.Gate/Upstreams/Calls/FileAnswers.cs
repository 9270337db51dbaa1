using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Accounts;
using Headgate.Gate.Upstreams.Forwarding;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>Calls that are answered with a file, which goes through piece by piece.</summary>
internal sealed class FileAnswers(AnswerReader reader, UpstreamClient client, UpstreamLimits limits, TimeProvider time)
{
    private static readonly string[] Types =
    [
        "application/json",
        "application/x-ndjson",
        "application/sql",
        "application/yaml",
        "text/plain",
        "text/html",
        "text/csv",
    ];

    /// <summary>Does one.</summary>
    public async Task<Answer> DoAsync(CallContext call, KnownUpstream upstream, CancellationToken cancellation)
    {
        var request = new UpstreamRequest(
            "GET",
            RequestPath.Of(call) + RequestPath.Query(call, new Dictionary<string, string?>(StringComparer.Ordinal))
        )
        {
            IsFile = true,
        };
        var reply = await client.SendAsync(upstream, request, cancellation);
        if (reply.Fault is { } none)
        {
            return none.ToAnswer();
        }
        var traces = reader.TracesOf(upstream);
        var foundToken = reply.HasHeader(traces.AreIn);
        var fault =
            reader.FaultOf(upstream, reply)
            ?? (
                (int)reply.Status is 400 or 422 ? UpstreamFaults.Error(upstream, (int)reply.Status)
                : reply.IsPacked ? UpstreamFaults.BadEncoding(upstream)
                : reply.Length > limits.FileBytes ? UpstreamFaults.TooLarge(upstream)
                : null
            );
        if (fault is not null || (int)reply.Status is 404 or 204)
        {
            await reply.DisposeAsync();
            return fault is null
                ? Answer.Failure(System.Net.HttpStatusCode.NotFound, AnswerTexts.NotFound)
                : client.Note(upstream, fault).ToAnswer().WithRemark(foundToken ? ReadAnswer.TokenFound : null);
        }
        var (file, unread) = await OpenAsync(upstream, reply, cancellation);
        if (file is null)
        {
            await reply.DisposeAsync();
            return client.Note(upstream, unread!).ToAnswer().WithRemark(foundToken ? ReadAnswer.TokenFound : null);
        }
        client.NoteGood(upstream);
        var body = new TracelessStream(file, traces, limits.FileBytes, limits.FileIdle, time, reply);
        var type = Array.Find(Types, t => t == reply.MediaType) ?? "application/octet-stream";
        return Answer.File(
            body,
            type,
            reply.Length,
            () =>
                foundToken || body.Covered ? ReadAnswer.TokenFound
                : body.IsTooLarge ? new AnswerRemark("too-large", "the file was larger than the gate passes on, and was cut off")
                : null
        );
    }

    /// <summary>The file, or why it is not passed on.</summary>
    private async Task<(Stream? File, UpstreamFault? Unread)> OpenAsync(
        KnownUpstream upstream,
        UpstreamReply reply,
        CancellationToken cancellation
    )
    {
        using var late = new CancellationTokenSource(upstream.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var file = await PackedFiles.OpenAsync(await reply.OpenAsync(both.Token), both.Token);
            return (file, file is null ? UpstreamFaults.Packed(upstream) : null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, UpstreamFaults.Timeout(upstream));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return (null, UpstreamFaults.Broken(upstream));
        }
    }
}
