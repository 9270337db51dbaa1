using System.Text.Json;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>Reads JSON that has one reading only: no name twice in an object, nothing behind its end, no depth without end.</summary>
internal static class CleanJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The document; null where it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
