using System.Buffers;
using System.Diagnostics;
using System.Net;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>Writes answers: envelope into a buffer, the outcome into the record, then the bytes to the caller.</summary>
internal sealed partial class AnswerSender(IRecorder recorder, ILogger<AnswerSender> logger)
{
    private const string Json = "application/json";
    private const int FilePiece = 32 * 1024;

    // The status that records give a call whose caller did not wait for its answer.
    private const int CallerLeft = 499;

    /// <summary>Sends the answer of an operation that was done, once its outcome is recorded.</summary>
    public async Task SendAsync(
        HttpContext http,
        Answer answer,
        Operation operation,
        long accountId,
        QueryReader? query,
        RecordTicket ticket,
        long started
    )
    {
        if (answer is FileAnswer file)
        {
            await using var content = file.Content;
            if (!operation.AnswersFile)
            {
                throw new InvalidOperationException(
                    $"{operation.Id} answers with a file and does not declare {nameof(operation.AnswersFile)}."
                );
            }
            await SendFileAsync(http, file, ticket, started);
            return;
        }
        var buffer = AnswerBuffer.Rent();
        try
        {
            Envelope.Write(buffer.Json, answer, operation.Envelope, accountId, query);
            buffer.Json.Flush();
            if (
                await RecordAsync(http, ticket, new CallOutcome((int)answer.Status, buffer.Bytes.Length, Stopwatch.GetElapsedTime(started)))
            )
            {
                await WriteAsync(http, answer.Status, buffer.Bytes);
            }
        }
        finally
        {
            buffer.Return();
        }
    }

    /// <summary>Sends an answer to a call that was not done; its refusal is recorded already.</summary>
    public static async Task SendUnrecordedAsync(HttpContext http, Answer answer, Operation operation, long accountId)
    {
        var buffer = AnswerBuffer.Rent();
        try
        {
            Envelope.Write(buffer.Json, answer, operation.Envelope, accountId, null);
            buffer.Json.Flush();
            await WriteAsync(http, answer.Status, buffer.Bytes);
        }
        finally
        {
            buffer.Return();
        }
    }

    /// <summary>Sends a refusal.</summary>
    public static async Task RefuseAsync(HttpContext http, HttpStatusCode status, string message, string? detail)
    {
        var buffer = AnswerBuffer.Rent();
        try
        {
            Envelope.WriteRefusal(buffer.Json, status, message, detail);
            buffer.Json.Flush();
            await WriteAsync(http, status, buffer.Bytes);
        }
        finally
        {
            buffer.Return();
        }
    }

    /// <summary>
    /// Sends a file. Reading it was recorded before; how much of it went out is known only afterwards, so that its outcome follows the bytes.
    /// </summary>
    private async Task SendFileAsync(HttpContext http, FileAnswer file, RecordTicket ticket, long started)
    {
        Head(http, HttpStatusCode.OK, file.MediaType, file.Length);
        var (sent, status) = HttpMethods.IsHead(http.Request.Method) ? (0, (int)HttpStatusCode.OK) : await CopyAsync(http, file.Content);
        var outcome = new CallOutcome(status, sent, Stopwatch.GetElapsedTime(started));
        try
        {
            await recorder.RecordOutcomeAsync(ticket, outcome, CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFileOutcomeLost(e, http.TraceIdentifier);
        }
    }

    /// <summary>Copies a file to the caller; gives the bytes that the connection took, and the status for the record.</summary>
    private async Task<(long Sent, int Status)> CopyAsync(HttpContext http, Stream content)
    {
        var sent = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(FilePiece);
        try
        {
            while (await content.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
                sent += read;
            }
            return (sent, (int)HttpStatusCode.OK);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            return (sent, CallerLeft);
        }
        catch (IOException e)
        {
            // Its head has said how long the file is: only a closed connection tells the caller that this is not all.
            LogFileUnreadable(e, http.TraceIdentifier);
            http.Abort();
            return (sent, (int)HttpStatusCode.InternalServerError);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task WriteAsync(HttpContext http, HttpStatusCode status, ReadOnlyMemory<byte> bytes)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            // No length: it would tell the size of what a GET would answer.
            Head(http, status, Json, null);
            return;
        }
        Head(http, status, Json, bytes.Length);
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    private static void Head(HttpContext http, HttpStatusCode status, string mediaType, long? length)
    {
        var response = http.Response;
        response.StatusCode = (int)status;
        response.ContentType = mediaType;
        response.ContentLength = length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Request-Id"] = http.TraceIdentifier;
    }

    private async Task<bool> RecordAsync(HttpContext http, RecordTicket ticket, CallOutcome outcome)
    {
        try
        {
            await recorder.RecordOutcomeAsync(ticket, outcome, http.RequestAborted);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogOutcomeLost(e, http.TraceIdentifier);
            await RefuseAsync(http, Reason.CannotRecord.Status(), Reason.CannotRecord.Message(), null);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the outcome cannot be recorded; the answer is withheld")]
    private partial void LogOutcomeLost(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: a file could not be read to its end; the connection was closed")]
    private partial void LogFileUnreadable(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: the outcome of a file that was sent cannot be recorded")]
    private partial void LogFileOutcomeLost(Exception exception, string requestId);
}
