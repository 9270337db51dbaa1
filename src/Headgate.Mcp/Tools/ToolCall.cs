using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Door;
using Headgate.Mcp.Results;
using Headgate.Wire;

namespace Headgate.Mcp.Tools;

/// <summary>
/// A tool at work. Each operation that it asks for is a call of its own, with the caller's own credential: decided, recorded and counted as over any other door.
/// </summary>
/// <param name="Calls">Makes the calls.</param>
/// <param name="Outcomes">Records the outcomes of files.</param>
/// <param name="Caller">Who calls the tool.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">What it was called with: names that it declares, and no others.</param>
/// <param name="Settings">Limits.</param>
internal sealed record ToolCall(
    NamedCalls Calls,
    CallOutcomes Outcomes,
    McpCaller Caller,
    AgentTool Tool,
    IReadOnlyDictionary<string, JsonElement> Arguments,
    McpDoorSettings Settings
)
{
    /// <summary>What the record calls it: the tool, unless another method leads to it.</summary>
    public string RecordedAs { get; init; } = Tool.Name;

    /// <summary>An argument; of kind Undefined where it was not sent, or as null.</summary>
    public JsonElement Argument(string name) =>
        Arguments.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>Calls an operation.</summary>
    /// <param name="operation">Its id.</param>
    /// <param name="arguments">What with.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="fileLimit">Bytes of a file that are wanted at most; null for what a result shows of one.</param>
    /// <exception cref="ModelContextProtocol.McpProtocolException">The caller may call the tool's operation nowhere, so that for it there is no such tool.</exception>
    public async ValueTask<ToolAnswer> AskAsync(
        string operation,
        IEnumerable<KeyValuePair<string, JsonElement>> arguments,
        CancellationToken cancellation,
        int? fileLimit = null
    )
    {
        var (call, end) = await Calls.CallAsync(Caller.Origin with { Tool = RecordedAs }, operation, arguments, cancellation);
        if (end.Refusal is { IsEverywhere: true } && string.Equals(operation, Tool.Operation.Id, StringComparison.Ordinal))
        {
            throw UnknownTool.Named(Tool.Name);
        }
        return end switch
        {
            { Refusal: { } refusal } => ToolAnswer.Refused(refusal),
            { Answer: FileAnswer file } => await FileAsync(call, end, file, fileLimit ?? Settings.FileLimit, cancellation),
            { Answer: DataAnswer { Status: < HttpStatusCode.BadRequest } data } => await DataAsync(call, end, data, cancellation),
            { Answer: { } other } => await FailureAsync(call, end, other, cancellation),
            _ => throw new InvalidOperationException($"{operation} ended without refusal and answer."),
        };
    }

    private async ValueTask<ToolAnswer> DataAsync(IncomingCall call, CallEnd end, DataAnswer data, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        await using (var json = new Utf8JsonWriter(bytes, ShownJson.Relaxed))
        {
            data.WriteData(json);
        }
        if (bytes.WrittenCount > Settings.ResultLimit)
        {
            var tooLarge = new Refusal(
                Reason.TooLarge,
                HttpStatusCode.RequestEntityTooLarge,
                $"The answer has {bytes.WrittenCount} bytes, more than the {Settings.ResultLimit} that a result may have. Ask for less: a smaller limit, a filter, or one thing."
            );
            await Outcomes.RecordPartsAsync(call, end, (int)tooLarge.Status, 0, "the answer was larger than a result may be");
            return ToolAnswer.Refused(tooLarge);
        }
        var value = JsonElement.Parse(bytes.WrittenSpan);
        var (shown, hadHidden) = ShownJson.Of(value);
        end.Answer!.WithAlso(Joined(end.Answer.Also, SuspiciousText.Of(Encoding.UTF8.GetString(bytes.WrittenSpan), hadHidden)));
        return await Calls.RecordAsync(call, end, bytes.WrittenCount, cancellation) is { } unrecorded
            ? ToolAnswer.Refused(unrecorded)
            : new ToolAnswer(shown, null) { Total = (data as PageAnswer)?.Total, Offset = (data as PageAnswer)?.Echo.Offset ?? 0 };
    }

    private async ValueTask<ToolAnswer> FileAsync(
        IncomingCall call,
        CallEnd end,
        FileAnswer file,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var content = file.Content;
        var buffer = new byte[limit + 1];
        int read;
        try
        {
            read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        }
        catch (OperationCanceledException)
        {
            await Outcomes.RecordPartsAsync(call, end, CallOutcomes.CallerLeft, 0);
            throw;
        }
        var isWhole = read <= limit;
        var text = Encoding.UTF8.GetString(buffer, 0, Math.Min(read, limit));
        var shown = ShownText.Of(text);
        await Outcomes.RecordPartsAsync(
            call,
            end,
            (int)HttpStatusCode.OK,
            Math.Min(read, limit),
            SuspiciousText.Of(text, !ReferenceEquals(shown, text))
        );
        return new ToolAnswer(default, null) { File = shown, FileLength = isWhole ? read : file.Length ?? read };
    }

    private async ValueTask<ToolAnswer> FailureAsync(IncomingCall call, CallEnd end, Answer answer, CancellationToken cancellation)
    {
        var message = answer switch
        {
            BadRequestAnswer bad => string.Join(" ", bad.Fields.Select(f => $"{f.Key}: {f.Value}")),
            FailureAnswer failure => failure.Message,
            DataAnswer data => Written(data),
            _ => AnswerTexts.BadRequest,
        };
        return ToolAnswer.Refused(
            await Calls.RecordAsync(call, end, message.Length, cancellation) ?? new Refusal(Reason.Granted, answer.Status, message)
        );
    }

    private static string Written(DataAnswer data)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            data.WriteData(json);
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string? Joined(string? one, string? other) =>
        one is null ? other
        : other is null ? one
        : $"{one}; {other}";
}
