using System.Text.Json;

namespace Headgate.Platform.Views;

/// <summary>JSON objects that are kept as text.</summary>
internal static class StoredJson
{
    /// <summary>The object of a stored text.</summary>
    public static JsonElement Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The text to store for some fields.</summary>
    public static string Write(IReadOnlyDictionary<string, JsonElement> fields) =>
        JsonSerializer.Serialize(fields, PlatformJson.Default.IReadOnlyDictionaryStringJsonElement);

    /// <summary>The fields of a stored object.</summary>
    public static Dictionary<string, JsonElement> Fields(string text) =>
        Read(text).EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    /// <summary>A number as JSON.</summary>
    public static JsonElement Number(long value) => JsonSerializer.SerializeToElement(value, PlatformJson.Default.Int64);

    /// <summary>A text as JSON.</summary>
    public static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value, PlatformJson.Default.String);
}
