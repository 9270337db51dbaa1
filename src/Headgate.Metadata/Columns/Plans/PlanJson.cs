using System.Text.Json;

namespace Headgate.Metadata.Columns.Plans;

/// <summary>Members of a plan, as DuckDB writes it.</summary>
internal static class PlanJson
{
    /// <summary>Items of a list; none where it is not there.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : Enumerable.Empty<JsonElement>();

    /// <summary>A text; empty where it is not there.</summary>
    public static string Word(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";

    /// <summary>A number; 0 where it is not there, as DuckDB may leave zeros out, and -1 for its "none".</summary>
    public static long Number(this JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var number) || number.ValueKind != JsonValueKind.Number ? 0
        : number.TryGetInt64(out var value) ? value
        : -1;

    /// <summary>A member; of kind Undefined where it is not there.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;
}
