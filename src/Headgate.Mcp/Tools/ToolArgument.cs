using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;

namespace Headgate.Mcp.Tools;

/// <summary>An argument of a tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it takes, as JSON Schema, with its description.</param>
/// <param name="IsRequired">Whether the tool needs it.</param>
/// <param name="Says">What it is, in words.</param>
internal sealed record ToolArgument(string Name, JsonObject Schema, bool IsRequired, string Says)
{
    /// <summary>The argument of a declared field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="name">Its name as an argument, where that differs.</param>
    public static ToolArgument Of(Field field, string? name = null)
    {
        var schema = FieldSchema.Of(field);
        if (!field.IsRequired && field.Place == FieldPlace.Query && schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            if (schema["enum"] is JsonArray choices)
            {
                choices.Add(null);
            }
        }
        return new ToolArgument(name ?? field.Name, schema, field.IsRequired, field.Says);
    }

    /// <summary>The schema of all arguments.</summary>
    public static JsonElement SchemaOf(IReadOnlyList<ToolArgument> arguments)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(arguments.Select(a => KeyValuePair.Create<string, JsonNode?>(a.Name, a.Schema.DeepClone()))),
            ["additionalProperties"] = false,
        };
        if (arguments.Any(a => a.IsRequired))
        {
            schema["required"] = new JsonArray([.. arguments.Where(a => a.IsRequired).Select(a => (JsonNode)a.Name)]);
        }
        return JsonElement.Parse(schema.ToJsonString());
    }
}
