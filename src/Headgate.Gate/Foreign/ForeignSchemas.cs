using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Gate.Foreign;

/// <summary>Which definitions of tools can be handed on. A schema is never followed or run here; what would make a client do so is withheld.</summary>
internal static class ForeignSchemas
{
    /// <summary>Bytes of a definition at most.</summary>
    public const int Largest = 64 * 1024;

    private const int Deepest = 32;

    /// <summary>Why a tool is withheld; null where it is not.</summary>
    public static string? Fault(JsonElement tool)
    {
        if (
            !tool.TryGetProperty("inputSchema", out var input)
            || input.ValueKind != JsonValueKind.Object
            || !input.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String
            || !type.ValueEquals("object"u8)
        )
        {
            return "its arguments are no object (inputSchema)";
        }
        foreach (var member in (string[])["title", "description"])
        {
            if (tool.TryGetProperty(member, out var text) && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                return $"its {member} is no text";
            }
        }
        return In(input, 0) ?? (tool.TryGetProperty("outputSchema", out var output) ? In(output, 0) : null);
    }

    private static string? In(JsonElement schema, int depth)
    {
        if (depth > Deepest)
        {
            return $"its schema is nested more than {Deepest} levels deep";
        }
        switch (schema.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in schema.EnumerateObject())
                {
                    if ((OfName(property) ?? In(property.Value, depth + 1)) is { } fault)
                    {
                        return fault;
                    }
                }
                return null;
            case JsonValueKind.Array:
                foreach (var item in schema.EnumerateArray())
                {
                    if (In(item, depth + 1) is { } fault)
                    {
                        return fault;
                    }
                }
                return null;
            default:
                return null;
        }
    }

    private static string? OfName(JsonProperty property) =>
        property.Name.Any(HiddenCharacter.Is) ? "a name in its schema has characters that nobody sees"
        : property.NameEquals("x-mcp-header"u8) ? "its schema asks for arguments in headers (x-mcp-header), which are not handed on"
        : property.Name is "$ref" or "$dynamicRef" or "$recursiveRef"
        && property.Value.ValueKind == JsonValueKind.String
        && !property.Value.GetString()!.StartsWith('#')
            ? "its schema refers to another document"
        : null;
}
