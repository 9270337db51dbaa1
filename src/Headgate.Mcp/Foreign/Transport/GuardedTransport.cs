using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Foreign.Transport;

/// <summary>
/// Lets through what answers a question of ours. A server that asks something itself (sampling, elicitation, roots, whatever comes), or makes its answer depend on it, is
/// refused; what it tells unasked is dropped, but for the word that its tools have changed.
/// </summary>
internal sealed class GuardedTransport : ITransport
{
    /// <summary>Requests of its own that are answered; more are dropped, so that asking costs more than refusing.</summary>
    private const int AnswersTo = 20;

    private const int MethodNotFound = -32601;

    private readonly ITransport _inner;
    private readonly ForeignNotes _notes;
    private readonly Action _asked;
    private readonly Channel<JsonRpcMessage> _passed = Channel.CreateUnbounded<JsonRpcMessage>();

    /// <summary>Guards a transport.</summary>
    /// <param name="inner">The transport.</param>
    /// <param name="notes">What the server does besides.</param>
    /// <param name="asked">Told of each message of ours.</param>
    public GuardedTransport(ITransport inner, ForeignNotes notes, Action asked)
    {
        (_inner, _notes, _asked) = (inner, notes, asked);
        _ = PumpAsync();
    }

    /// <inheritdoc/>
    public string? SessionId => _inner.SessionId;

    /// <inheritdoc/>
    public ChannelReader<JsonRpcMessage> MessageReader => _passed.Reader;

    /// <inheritdoc/>
    public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        _asked();
        return _inner.SendMessageAsync(message, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in _inner.MessageReader.ReadAllAsync(CancellationToken.None))
            {
                if (Passed(message) is { } passed)
                {
                    _passed.Writer.TryWrite(passed);
                }
            }
            _passed.Writer.TryComplete();
        }
        catch (Exception broken)
        {
            _passed.Writer.TryComplete(broken);
        }
    }

    private JsonRpcMessage? Passed(JsonRpcMessage message)
    {
        switch (message)
        {
            case JsonRpcRequest { Method: RequestMethods.Ping }:
                return message;
            case JsonRpcRequest request:
                Refuse(request);
                return null;
            case JsonRpcNotification notification:
                _notes.HasNewTools |= notification.Method == NotificationMethods.ToolListChangedNotification;
                return null;
            case JsonRpcResponse { Result: JsonObject result } response when IsOf(result, "input_required"):
                NoteQuestions(result);
                return ErrorTo(
                    response.Id,
                    "It needs an answer to a question of its own before it does this, and no such questions are passed on."
                );
            default:
                return message;
        }
    }

    private void Refuse(JsonRpcRequest request)
    {
        _notes.Asked(Known(request.Method));
        if (_notes.AskedCount <= AnswersTo)
        {
            _ = TellAsync(ErrorTo(request.Id, "This client answers no requests."));
        }
    }

    private void NoteQuestions(JsonObject result)
    {
        var questions = result["inputRequests"] is JsonObject asked ? asked.Select(q => (q.Value as JsonObject)?["method"]) : [];
        foreach (var method in questions.OfType<JsonValue>().Take(AnswersTo).DefaultIfEmpty(JsonValue.Create("input_required")))
        {
            _notes.Asked(method.TryGetValue<string>(out var name) ? Known(name) : "other");
        }
    }

    private async Task TellAsync(JsonRpcMessage message)
    {
        try
        {
            await _inner.SendMessageAsync(message, CancellationToken.None);
        }
        catch (Exception)
        {
            // Whoever asks and does not listen is told nothing.
        }
    }

    /// <summary>Its words do not go into the record: the names of what the protocol knows do.</summary>
    private static string Known(string method) =>
        method is "sampling/createMessage" or "elicitation/create" or "roots/list" ? method : "other";

    private static bool IsOf(JsonObject result, string type) =>
        result["resultType"] is JsonValue value && value.TryGetValue<string>(out var text) && text == type;

    private static JsonRpcError ErrorTo(RequestId id, string message) =>
        new()
        {
            Id = id,
            Error = new JsonRpcErrorDetail { Code = MethodNotFound, Message = message },
        };
}
