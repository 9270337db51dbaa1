using System.Text.Json;
using System.Text.Unicode;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>Reads JSON that has one reading only: no name twice in an object, no half characters, nothing behind its end, no depth without end.</summary>
internal static class CleanJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The document; null where it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            return null;
        }
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
        // Only an escape can make half a character now, and few answers have one.
        if (!MayHaveSurrogates(bytes.Span) || IsWhole(document.RootElement))
        {
            return document;
        }
        document.Dispose();
        return null;
    }

    private static bool MayHaveSurrogates(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\\ud"u8) >= 0 || bytes.IndexOf("\\uD"u8) >= 0;

    private static bool IsWhole(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(p => p.Name.Length >= 0 && IsWhole(p.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsWhole),
                JsonValueKind.String => value.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
