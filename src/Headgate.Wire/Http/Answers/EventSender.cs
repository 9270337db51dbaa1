using System.Net;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>
/// Sends events as they come. The call was decided and recorded before; because it goes on for long, it is decided again every few seconds, and ends as soon as it would be
/// refused. Its outcome follows the last byte.
/// </summary>
public sealed partial class EventSender(CallOutcomes outcomes, RightsWatch watch, ILogger<EventSender> logger)
{
    private const string MediaType = "text/event-stream";

    /// <summary>Sends them.</summary>
    /// <exception cref="InvalidOperationException">The operation did not declare that it answers with events, so its decision was not recorded first.</exception>
    public async Task SendAsync(HttpContext http, IncomingCall call, CallEnd end, EventsAnswer answer)
    {
        using var held = answer;
        if (end.Operation!.Answers.Kind != AnswerKind.Events)
        {
            throw new InvalidOperationException($"{end.Operation.Id} answers with events and does not declare it.");
        }
        AnswerHead.Write(http, HttpStatusCode.OK, MediaType, null);
        // Proxies that hold back what comes would make it no live view.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(http.Request.Method))
        {
            await outcomes.RecordPartsAsync(call, end, (int)HttpStatusCode.OK, 0);
            return;
        }
        var body = new EventBody(http.Response.Body);
        var (status, stopped) = await StreamAsync(http, call, answer.Events, body);
        await outcomes.RecordPartsAsync(call, end, status, body.Sent, stopped: stopped);
    }

    private async Task<(int Status, Reason? Stopped)> StreamAsync(
        HttpContext http,
        IncomingCall call,
        IAsyncEnumerable<AnswerEvent> events,
        EventBody body
    )
    {
        var stopping = http.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var rights = watch.RunAsync(call, stop);
        try
        {
            await http.Response.StartAsync(stop.Token);
            await foreach (var told in events.WithCancellation(stop.Token))
            {
                await body.WriteAsync(told, stop.Token);
            }
            // Who makes events may end by itself when it is told to: that is no end of what there was to tell.
            return stop.IsCancellationRequested ? Stopped(http, stopping) : ((int)HttpStatusCode.OK, null);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            return Stopped(http, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, http.TraceIdentifier);
            http.Abort();
            return ((int)HttpStatusCode.InternalServerError, null);
        }
        finally
        {
            await stop.CancelAsync();
            await rights;
        }
    }

    private static (int Status, Reason? Stopped) Stopped(HttpContext http, CancellationToken stopping)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return (CallOutcomes.CallerLeft, null);
        }
        // Half an event may be on its way: only a closed connection tells the caller that this was not all.
        http.Abort();
        return ((int)HttpStatusCode.OK, stopping.IsCancellationRequested ? Reason.Stopping : Reason.GrantChanged);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Request {RequestId}: events could not be sent to their end; the connection was closed"
    )]
    private partial void LogFailed(Exception exception, string requestId);
}
