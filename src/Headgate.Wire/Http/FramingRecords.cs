using System.Diagnostics;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Headgate.Wire;

/// <summary>
/// Records what the HTTP server itself refuses (broken framing, headers that are too large), because it never becomes a request of the pipeline.
/// The server tells of it through its diagnostics.
/// </summary>
internal sealed partial class FramingRecords(DiagnosticListener diagnostics, IRecorder recorder, ILogger<FramingRecords> logger)
    : IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private const string Event = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";
    private IDisposable? _subscription;

    /// <summary>Begins to listen.</summary>
    public void Start() => _subscription ??= diagnostics.Subscribe(this, name => string.Equals(name, Event, StringComparison.Ordinal));

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Value is IFeatureCollection features
            && features.Get<IBadRequestExceptionFeature>()?.Error is { } error
            && !HttpCallMark.IsOn(features)
        )
        {
            _ = RecordAsync(features, error);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => _subscription?.Dispose();

    private async Task RecordAsync(IFeatureCollection features, Exception error)
    {
        var status = (error as Microsoft.AspNetCore.Http.BadHttpRequestException)?.StatusCode ?? 400;
        var reason = status switch
        {
            431 => Reason.OversizedHeader,
            414 => Reason.PathTooLong,
            408 => Reason.HeaderTimeout,
            413 => Reason.TooLarge,
            _ => Reason.Framing,
        };
        var request = features.Get<IHttpRequestFeature>();
        var path = RecordedPath.Of(request?.RawTarget ?? "");
        var method = Sentences.Clean(request?.Method is { Length: > 0 } known ? known : "unknown", 32);
        var record = new CallRecord
        {
            RequestId = features.Get<IHttpRequestIdentifierFeature>()?.TraceIdentifier ?? "",
            Caller = Caller.Anonymous,
            Address = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress?.ToString() ?? "unknown",
            Surface = "http",
            Method = method,
            Path = path,
            Word = RecordWord.Refused,
            Reason = reason,
            Status = status,
            Sentence = Sentences.Refused(Caller.Anonymous, method, path, "The server could not read the request."),
        };
        try
        {
            await recorder.RecordDecisionAsync(record, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The request is refused already; a record that cannot be written is told to the operator.
            LogLost(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request that could not be read was not recorded")]
    private partial void LogLost(Exception exception);
}
