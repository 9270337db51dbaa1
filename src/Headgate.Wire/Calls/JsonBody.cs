using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Parses what a caller sent as JSON, strictly: one reading only, of limited depth.</summary>
public static class JsonBody
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 64;

    /// <summary>The JSON, or its refusal; of kind Undefined where there is nothing but white space.</summary>
    public static ParsedBody Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }
        if (bytes.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return ParsedBody.Good(default);
        }
        JsonElement element;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            element = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            return e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                ? ParsedBody.Bad(Reason.TooDeep, $"The JSON is nested more than {MaxDepth} levels deep.")
                : ParsedBody.Bad(
                    Reason.BadJson,
                    $"The body is not valid JSON (line {e.LineNumber + 1 ?? 1}, position {e.BytePositionInLine + 1 ?? 1})."
                );
        }
        return JsonRules.Check(element) ?? ParsedBody.Good(element);
    }
}
