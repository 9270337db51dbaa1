using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Tools;

namespace Headgate.Mcp.Local.Tools;

/// <summary>Holds what was sent against the schema that the tool has told: of its words, those that these tools use.</summary>
internal static class ArgumentCheck
{
    /// <summary>What is wrong with the arguments of a call; null where nothing is.</summary>
    public static string? Fault(string tool, IReadOnlyList<ToolArgument> arguments, IReadOnlyDictionary<string, JsonElement> sent)
    {
        if (ArgumentNames.Fault(tool, arguments, sent) is { } misnamed)
        {
            return misnamed;
        }
        foreach (var argument in arguments)
        {
            if (sent.TryGetValue(argument.Name, out var value) && Fault(argument.Schema, value) is { } fault)
            {
                return $"The argument \"{argument.Name}\" {fault}.";
            }
        }
        return null;
    }

    private static string? Fault(JsonObject schema, JsonElement value)
    {
        IReadOnlyList<string> types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(t => t!.GetValue<string>())],
            { } one => [one.GetValue<string>()],
            null => [],
        };
        if (!types.Contains(TypeOf(value), StringComparer.Ordinal))
        {
            return $"must be {string.Join(" or ", types.Select(Said))}, not {Said(TypeOf(value))}";
        }
        return value.ValueKind switch
        {
            JsonValueKind.String => TextFault(schema, value.GetString()!),
            JsonValueKind.Number when schema["minimum"] is { } least && value.GetInt32() < least.GetValue<int>() =>
                $"must be at least {least}",
            JsonValueKind.Array => value
                .EnumerateArray()
                .Select(item => Fault(schema["items"]!.AsObject(), item))
                .FirstOrDefault(f => f is not null)
                is { } fault
                ? $"has an item that {fault}"
                : null,
            _ => null,
        };
    }

    private static string? TextFault(JsonObject schema, string text)
    {
        if (schema["maxLength"] is { } most && text.Length > most.GetValue<int>())
        {
            return $"must have at most {most} characters, not {text.Length}";
        }
        return schema["enum"] is JsonArray choices && !choices.Any(c => c!.GetValue<string>() == text)
            ? $"must be one of {string.Join(", ", choices.Select(c => c!.ToString()))}"
            : null;
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            JsonValueKind.Number => value.TryGetInt32(out _) ? "integer" : "number",
            _ => "null",
        };

    private static string Said(string type) =>
        type switch
        {
            "string" => "a text",
            "boolean" => "true or false",
            "array" => "a list",
            "object" => "an object",
            "integer" => "a whole number",
            "number" => "a number of another kind",
            _ => type,
        };
}
