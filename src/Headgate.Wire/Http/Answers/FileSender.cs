using System.Buffers;
using System.Net;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>
/// Sends a file. Reading it was recorded before; how much of it went out is known only afterwards, so that its outcome follows the bytes. A file that takes long is cut off once its call
/// would be refused.
/// </summary>
public sealed partial class FileSender(CallOutcomes outcomes, RightsWatch watch, ILogger<FileSender> logger)
{
    private const int Piece = 32 * 1024;

    /// <summary>Sends it and disposes of its stream.</summary>
    /// <exception cref="InvalidOperationException">The operation did not declare that it answers with a file, so its decision was not recorded first.</exception>
    public async Task SendAsync(HttpContext http, IncomingCall call, CallEnd end, FileAnswer file)
    {
        await using var content = file.Content;
        if (end.Operation!.Answers.Kind != AnswerKind.File)
        {
            throw new InvalidOperationException($"{end.Operation.Id} answers with a file and does not declare it.");
        }
        AnswerHead.Write(http, HttpStatusCode.OK, file.MediaType, file.Length);
        // What a project made may draw, and reach nothing of this server; a browser runs scripts in pictures and XML as well as in pages.
        http.Response.Headers.ContentSecurityPolicy = file.MediaType.StartsWith("text/html", StringComparison.Ordinal)
            ? "sandbox allow-scripts"
            : "sandbox; default-src 'none'";
        var (sent, status, stopped) = HttpMethods.IsHead(http.Request.Method)
            ? (0, (int)HttpStatusCode.OK, null)
            : await CopyAsync(http, call, content);
        await outcomes.RecordPartsAsync(call, end, status, sent, remark: file.Afterwards?.Invoke() ?? file.Remark, stopped: stopped);
    }

    /// <summary>Copies a file to the caller; gives the bytes that the connection took, and the status for the record.</summary>
    private async Task<(long Sent, int Status, Reason? Stopped)> CopyAsync(HttpContext http, IncomingCall call, Stream content)
    {
        var sent = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var rights = watch.RunAsync(call, stop);
        try
        {
            while (await content.ReadAsync(buffer, stop.Token) is > 0 and var read)
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), stop.Token);
                sent += read;
            }
            return (sent, (int)HttpStatusCode.OK, null);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            return (sent, CallOutcomes.CallerLeft, null);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            http.Abort();
            return (sent, (int)HttpStatusCode.OK, Reason.GrantChanged);
        }
        catch (IOException e)
        {
            // Its head has said how long the file is: only a closed connection tells the caller that this is not all.
            LogFileUnreadable(e, http.TraceIdentifier);
            http.Abort();
            return (sent, (int)HttpStatusCode.InternalServerError, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await stop.CancelAsync();
            await rights;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: a file could not be read to its end; the connection was closed")]
    private partial void LogFileUnreadable(Exception exception, string requestId);
}
