using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Credentials;
using Headgate.Platform.Views;

namespace Headgate.Platform.Guide.OpenApi;

/// <summary>Schemas of answers, made from the serialisers that write them: each view once, under the name of its type.</summary>
internal sealed class AnswerSchemas
{
    private static readonly JsonSchemaExporterOptions Exported = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>Objects that are shown as they were sent: what they can hold is what their fields declare, without what is never shown again.</summary>
    private static readonly Dictionary<(Type View, string Property), IEnumerable<Field>> AsSent = new()
    {
        [(typeof(ConnectionView), "config")] = AdapterNames.ConfigFields,
        [(typeof(ProjectConnectionView), "details")] = AdapterNames.ConfigFields,
    };

    private readonly SortedDictionary<string, JsonNode?> _views = new(StringComparer.Ordinal);

    /// <summary>What an operation answers when it succeeds.</summary>
    public JsonObject Success(Operation spec)
    {
        if (spec.Answers.Kind is AnswerKind.File)
        {
            return Plain("The file as it is.", "*/*", new JsonObject { ["type"] = "string", ["format"] = "binary" });
        }
        if (spec.Answers.Kind is AnswerKind.Events)
        {
            return Plain("Server-sent events, until there are no more.", "text/event-stream", new JsonObject { ["type"] = "string" });
        }
        var item = spec.Answers.Type is { } type ? Of(type) : new JsonObject();
        var isList = spec.Answers.Kind is AnswerKind.Page or AnswerKind.List;
        var data = isList ? new JsonObject { ["type"] = "array", ["items"] = item } : item;
        var properties = new JsonObject { ["status"] = Ref("Status"), ["data"] = data };
        if (isList || spec.Envelope == EnvelopeForm.Extended)
        {
            properties["extra"] = isList ? Ref("Extra") : new JsonObject { ["type"] = "object" };
        }
        if (spec.Envelope == EnvelopeForm.Extended)
        {
            properties["error_code"] = OfNull();
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
            components[name] = schema!.DeepClone();
        }
        return components;
    }

    private JsonNode Of(JsonTypeInfo type)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                return View(type);
            case JsonTypeInfoKind.Enumerable:
                return new JsonObject { ["type"] = "array", ["items"] = Of(type.Options.GetTypeInfo(type.ElementType!)) };
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(type.Options.GetTypeInfo(type.ElementType!)) };
            default:
                var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
                return plain == typeof(DateTimeOffset) || plain.IsAssignableTo(typeof(IWireTime))
                    ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
                    : type.GetJsonSchemaAsNode(Exported);
        }
    }

    private JsonObject View(JsonTypeInfo type)
    {
        var name = type.Type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Type.Name[..^4] : type.Type.Name;
        // Its place is taken before it is described: views hold each other, and themselves.
        if (_views.TryAdd(name, null))
        {
            _views[name] = Described(type);
        }
        return Ref(name);
    }

    /// <summary>The schema of a view. A field is always there, unless it is left out where it is null.</summary>
    private JsonObject Described(JsonTypeInfo type)
    {
        var properties = new JsonObject();
        var always = new JsonArray();
        foreach (var property in type.Properties.Where(p => p is { Get: not null, IsExtensionData: false }))
        {
            properties[property.Name] = AsSent.TryGetValue((type.Type, property.Name), out var sent)
                ? FieldSchema.Of([.. sent.Where(f => f.Record != FieldRecord.Masked)])
                : OrNull(Of(type.Options.GetTypeInfo(property.PropertyType)), property.IsGetNullable);
            if (property.ShouldSerialize is null)
            {
                always.Add((JsonNode)property.Name);
            }
        }
        foreach (var field in type.Type == typeof(CredentialView) ? CredentialFields.Shown : [])
        {
            properties[field.Name] ??= FieldSchema.Of(field);
        }
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = always,
        };
    }

    private static JsonNode OrNull(JsonNode schema, bool isNullable)
    {
        if (isNullable && schema is JsonObject shape)
        {
            if (shape["type"] is JsonValue type)
            {
                shape["type"] = new JsonArray(type.DeepClone(), "null");
            }
            else if (shape.ContainsKey("$ref"))
            {
                return new JsonObject { ["anyOf"] = new JsonArray(shape, OfNull()) };
            }
        }
        return schema;
    }

    private static JsonObject OfNull() => new() { ["type"] = "null" };

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Response(string description, JsonObject schema) => Plain(description, "application/json", schema);

    private static JsonObject Plain(string description, string mediaType, JsonObject schema) =>
        new()
        {
            ["description"] = description,
            ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } },
        };
}
