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
        foreach (var (name, value) in sent)
        {
            if (arguments.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal)) is not { } argument)
            {
                var has = arguments.Count == 0 ? "none" : string.Join(", ", arguments.Select(a => a.Name));
                return $"The tool {tool} has no argument \"{(name.Length > 60 ? name[..60] + "…" : name)}\"; it has {has}.";
            }
            if (Fault(argument.Schema, value) is { } fault)
            {
                return $"The argument \"{name}\" {fault}.";
            }
        }
        return arguments.FirstOrDefault(a => a.IsRequired && !sent.ContainsKey(a.Name)) is { } missing
            ? $"The argument \"{missing.Name}\" is required: {missing.Says}"
            : null;
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
