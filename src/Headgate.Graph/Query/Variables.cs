using System.Text.Json;
using GraphQL;

namespace Headgate.Graph.Query;

/// <summary>Variables of queries, as the executor takes them.</summary>
internal static class Variables
{
    /// <summary>Reads an object; none where there is none.</summary>
    public static Inputs Of(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? new Inputs((IDictionary<string, object?>)Value(json)!) : Inputs.Empty;

    private static object? Value(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value), StringComparer.Ordinal),
            JsonValueKind.Array => json.EnumerateArray().Select(Value).ToList(),
            JsonValueKind.String => json.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.TryGetInt32(out var small) ? (object)small
            : json.TryGetInt64(out var whole) ? whole
            : json.GetDouble(),
            _ => null,
        };
}
