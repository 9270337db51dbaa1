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
        client.NoteGood(upstream);
        var body = new TracelessStream(await reply.OpenAsync(cancellation), traces, limits.FileBytes, limits.FileIdle, time, reply);
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
}
