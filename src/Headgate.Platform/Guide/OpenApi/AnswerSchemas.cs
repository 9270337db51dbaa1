using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;

namespace Headgate.Platform.Guide.OpenApi;

/// <summary>Schemas of answers, made from the serialisers that write them: each view once, under the name of its type.</summary>
internal sealed class AnswerSchemas
{
    private static readonly JsonSchemaExporterOptions Exported = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, schema) => Times(context, schema),
    };

    private readonly SortedDictionary<string, JsonNode> _views = new(StringComparer.Ordinal);

    /// <summary>What an operation answers when it succeeds.</summary>
    public JsonObject Success(Operation spec)
    {
        if (spec.AnswersFile)
        {
            return new JsonObject
            {
                ["description"] = "The file as it is.",
                ["content"] = new JsonObject
                {
                    ["*/*"] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "binary" },
                    },
                },
            };
        }
        var item = spec.Answers.Type is { } type ? View(type) : [];
        var isList = spec.Answers.Kind is AnswerKind.Page or AnswerKind.List;
        var data = isList ? new JsonObject { ["type"] = "array", ["items"] = item } : item;
        var properties = new JsonObject { ["status"] = Ref("Status"), ["data"] = data };
        if (isList || spec.Envelope == EnvelopeForm.Extended)
        {
            properties["extra"] = isList ? Ref("Extra") : new JsonObject { ["type"] = "object" };
        }
        if (spec.Envelope == EnvelopeForm.Extended)
        {
            properties["error_code"] = new JsonObject { ["type"] = "null" };
        }
        return Response(
            "It is done.",
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = properties,
                ["required"] = new JsonArray("status", "data"),
            }
        );
    }

    /// <summary>A refusal.</summary>
    public static JsonObject Failure(string description) => Response(description, Ref("Failure"));

    /// <summary>The schemas that the answers refer to.</summary>
    public JsonObject Components()
    {
        var components = new JsonObject
        {
            ["Status"] = EnvelopeSchemas.Status(),
            ["Extra"] = EnvelopeSchemas.Extra(),
            ["Failure"] = EnvelopeSchemas.Failure(),
        };
        foreach (var (name, schema) in _views)
        {
            components[name] = schema.DeepClone();
        }
        return components;
    }

    private JsonObject View(JsonTypeInfo type)
    {
        var name = type.Type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Type.Name[..^4] : type.Type.Name;
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return (JsonObject)type.GetJsonSchemaAsNode(Exported);
        }
        if (!_views.ContainsKey(name))
        {
            _views[name] = Rooted(type.GetJsonSchemaAsNode(Exported), $"#/components/schemas/{name}");
        }
        return Ref(name);
    }

    /// <summary>References inside an exported schema start at its own root, which lies elsewhere in the document.</summary>
    private static JsonNode Rooted(JsonNode schema, string root)
    {
        switch (schema)
        {
            case JsonObject node:
                if (node["$ref"] is JsonValue reference && reference.GetValue<string>().StartsWith('#'))
                {
                    node["$ref"] = root + reference.GetValue<string>()[1..];
                }
                foreach (var (_, child) in node.ToList())
                {
                    _ = child is null ? null : Rooted(child, root);
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    _ = item is null ? null : Rooted(item, root);
                }
                break;
        }
        return schema;
    }

    /// <summary>Times have converters of their own, of which the exporter knows nothing.</summary>
    private static JsonNode Times(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) != typeof(DateTimeOffset))
        {
            return schema;
        }
        return new JsonObject
        {
            ["type"] = Nullable.GetUnderlyingType(type) is null ? "string" : new JsonArray("string", "null"),
            ["format"] = "date-time",
        };
    }

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Response(string description, JsonObject schema) =>
        new()
        {
            ["description"] = description,
            ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } },
        };
}
