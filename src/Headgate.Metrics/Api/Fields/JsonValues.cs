using System.Text;
using System.Text.Json;
using GraphQL.Types;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Values of answers out of the semantic manifest: as the field's type wants them, or null.</summary>
internal static class JsonValues
{
    /// <summary>The manifest's name for a field: <c>timeGranularity</c> is <c>time_granularity</c>.</summary>
    public static string KeyOf(string field)
    {
        var text = new StringBuilder(field.Length + 4);
        foreach (var c in field)
        {
            if (char.IsAsciiLetterUpper(c))
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    /// <summary>The value of a field.</summary>
    public static object? Field(JsonElement json, string field, string key, IGraphType form) =>
        field == "whereSqlTemplate" ? WhereOf(json)
        : form is IObjectGraphType { Name: "WhereFilter" } ? Filter(At(json, key))
        : Of(At(json, key.Length > 0 && field == "schema" ? "schema_name" : key), form);

    /// <summary>Something below an object; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    /// <summary>A text of an object; null where there is none.</summary>
    public static string? TextAt(this JsonElement json, string key) =>
        json.At(key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items of a list of an object.</summary>
    public static IEnumerable<JsonElement> ItemsAt(this JsonElement json, string key) =>
        json.At(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A filter that says something; null for others.</summary>
    public static object? Filter(JsonElement json) => json.ItemsAt("where_filters").Any() ? json : null;

    private static string WhereOf(JsonElement json)
    {
        var filters = json.ItemsAt("where_filters").Select(filter => filter.TextAt("where_sql_template")).OfType<string>().ToList();
        return filters is [var only] ? only : string.Join(" AND ", filters.Select(filter => $"({filter})"));
    }

    private static object? Of(JsonElement json, IGraphType type) =>
        type switch
        {
            NonNullGraphType { ResolvedType: ListGraphType list } => Of(json, list) ?? Array.Empty<object>(),
            NonNullGraphType required => Of(json, required.ResolvedType!) ?? Absent(required.ResolvedType!),
            ListGraphType list => json.ValueKind == JsonValueKind.Array
                ? json.EnumerateArray().Select(item => Of(item, list.ResolvedType!)).Where(item => item is not null).ToList()
                : null,
            EnumerationGraphType => json.ValueKind == JsonValueKind.String ? json.GetString()!.ToUpperInvariant() : null,
            ScalarGraphType scalar => Scalar(json, scalar.Name),
            _ => json.ValueKind == JsonValueKind.Object ? json : null,
        };

    private static object? Scalar(JsonElement json, string scalar) =>
        (scalar, json.ValueKind) switch
        {
            (_, JsonValueKind.Undefined or JsonValueKind.Null) => null,
            ("JSON", _) => json,
            ("String", JsonValueKind.String) => json.GetString(),
            ("String", _) => json.GetRawText(),
            ("Int", JsonValueKind.Number) => json.TryGetInt32(out var whole) ? whole : null,
            ("Boolean", JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
            _ => null,
        };

    private static object? Absent(IGraphType type) =>
        type is ScalarGraphType { Name: "String" } ? ""
        : type is ScalarGraphType { Name: "Boolean" } ? false
        : null;
}
