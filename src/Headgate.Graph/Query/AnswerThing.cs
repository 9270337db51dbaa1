using System.Text.Json;

namespace Headgate.Graph.Query;

/// <summary>A thing in an answer.</summary>
/// <param name="Json">What came.</param>
internal sealed record AnswerThing(JsonElement Json)
{
    /// <summary>The type that it says it has, where that was asked for; null for none.</summary>
    public string? TypeName =>
        Json.TryGetProperty("__typename", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
