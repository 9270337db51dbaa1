using System.Globalization;
using System.Net;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>Writes how a call ended to the caller: envelope into a buffer, the outcome into the record, then the bytes.</summary>
internal sealed class AnswerSender(CallOutcomes outcomes, FileSender files, EventSender events)
{
    private const string Json = "application/json";

    /// <summary>Sends an answer or a refusal.</summary>
    public Task SendAsync(HttpContext http, IncomingCall call, CallEnd end) =>
        end switch
        {
            { Refusal: { } refusal } => RefuseAsync(http, refusal, end),
            { Answer: FileAnswer file } => files.SendAsync(http, call, end, file),
            { Answer: EventsAnswer answer } => events.SendAsync(http, call, end, answer),
            _ => AnswerAsync(http, call, end),
        };

    private async Task AnswerAsync(HttpContext http, IncomingCall call, CallEnd end)
    {
        var buffer = AnswerBuffer.Rent();
        try
        {
            Envelope.Write(buffer.Json, end.Answer!, end.Operation!.Envelope, end.AccountId);
            buffer.Json.Flush();
            if (await outcomes.RecordAsync(call, end, buffer.Bytes.Length, http.RequestAborted) is { } refusal)
            {
                await RefuseAsync(http, refusal, end);
                return;
            }
            if (end.Answer is FailureAnswer { RetryAfter: { } wait })
            {
                http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            }
            await WriteAsync(http, end.Answer!.Status, buffer.Bytes);
        }
        finally
        {
            buffer.Return();
        }
    }

    private static async Task RefuseAsync(HttpContext http, Refusal refusal, CallEnd end)
    {
        var headers = http.Response.Headers;
        if (refusal.Status == HttpStatusCode.Unauthorized)
        {
            headers.WWWAuthenticate = "Bearer";
        }
        if (refusal.RetryAfter is { } wait)
        {
            headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
        if (refusal.Approval is { } approval)
        {
            headers["Headgate-Approval"] = approval.ToString(CultureInfo.InvariantCulture);
        }
        if (refusal.Allowed is { } allowed)
        {
            headers.Allow = string.Join(", ", allowed);
        }
        if (refusal.ClosesConnection)
        {
            headers.Connection = "close";
        }
        var buffer = AnswerBuffer.Rent();
        try
        {
            Envelope.WriteRefusal(buffer.Json, refusal, end.Operation?.Envelope ?? EnvelopeForm.Classic, end.AccountId);
            buffer.Json.Flush();
            await WriteAsync(http, refusal.Status, buffer.Bytes);
        }
        finally
        {
            buffer.Return();
        }
    }

    private static async Task WriteAsync(HttpContext http, HttpStatusCode status, ReadOnlyMemory<byte> bytes)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            // No length: it would tell the size of what a GET would answer.
            AnswerHead.Write(http, status, Json, null);
            return;
        }
        AnswerHead.Write(http, status, Json, bytes.Length);
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }
}
