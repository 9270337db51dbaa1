using System.Text.Json;

namespace Headgate.Metrics.Semantics;

/// <summary>Reading of JSON in which absent and null mean the same.</summary>
internal static class JsonReading
{
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static string? Text(this JsonElement element, string name) => element.Find(name) is { } value ? TextOf(value) : null;

    public static string Name(this JsonElement element, string name = "name") =>
        (element.Text(name) ?? throw new JsonException($"'{name}' is missing.")).ToLowerInvariant();

    public static bool Flag(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.True };

    public static long? Number(this JsonElement element, string name) => element.Find(name)?.GetInt64();

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static IReadOnlyList<string> Texts(this JsonElement element, string name) => [.. element.Items(name).Select(TextOf)];

    /// <summary>The templates of a filter.</summary>
    public static IReadOnlyList<string> Filters(this JsonElement element, string name) =>
        element.Find(name) is { } filter ? [.. filter.Items("where_filters").Select(one => one.Text("where_sql_template")!)] : [];

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
