using System.Text;
using System.Text.Json;
using GraphQL.Types;
using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Values of answers out of JSON that a project wrote: as the field's type wants them, or null.</summary>
internal static class JsonValues
{
    /// <summary>The value of a field.</summary>
    public static object? Of(JsonElement json, IGraphType type) =>
        type switch
        {
            NonNullGraphType { ResolvedType: ListGraphType list } => Of(json, list) ?? Array.Empty<object>(),
            NonNullGraphType required => Of(json, required.ResolvedType!) ?? Absent(required.ResolvedType!),
            ListGraphType list => json.ValueKind == JsonValueKind.Array
                ? json.EnumerateArray().Select(item => Of(item, list.ResolvedType!)).Where(item => item is not null).ToList()
            : json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null
            : Of(json, list.ResolvedType!) is { } one ? new List<object?> { one }
            : null,
            ScalarGraphType scalar => Scalar(json, scalar.Name),
            _ => json.ValueKind == JsonValueKind.Object ? json : null,
        };

    /// <summary>The name that artifacts have for a field: <c>whereSqlTemplate</c> is <c>where_sql_template</c>.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c))
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    private static object? Scalar(JsonElement json, string scalar) =>
        scalar switch
        {
            "JSONObject" => json.ValueKind == JsonValueKind.Object ? json : null,
            "AnyScalar" => json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : json,
            "String" or "ID" => json.ValueKind switch
            {
                JsonValueKind.String => json.Text(ArtifactLimits.Entry),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
                _ => null,
            },
            "Int" => json.Whole() is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null,
            "BigInt" => json.Whole(),
            "Float" => json.Number(),
            "Boolean" => json.Flag(),
            "DateTime" => json.Time(),
            _ => json.Text(),
        };

    private static string? Absent(IGraphType type) => type is ScalarGraphType { Name: "String" } ? "" : null;
}
