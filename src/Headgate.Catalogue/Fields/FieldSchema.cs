using System.Text.Json.Nodes;

namespace Headgate.Catalogue;

/// <summary>Fields as JSON Schema (2020-12): the same for the OpenAPI description, for a tool's input and for forms.</summary>
public static class FieldSchema
{
    /// <summary>The schema of an object with these fields.</summary>
    public static JsonObject Of(IReadOnlyList<Field> fields, bool refusesUnknown = false)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = Of(field);
            foreach (var alias in field.Aliases)
            {
                properties[alias] = Of(field.Shape);
                properties[alias]!["description"] = $"The same as {field.Name}.";
            }
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (fields.Any(f => f.IsRequired))
        {
            schema["required"] = new JsonArray([.. fields.Where(f => f.IsRequired).Select(f => (JsonNode)f.Name)]);
        }
        if (refusesUnknown)
        {
            schema["additionalProperties"] = false;
        }
        return schema;
    }

    /// <summary>The schema of one field, with what it does.</summary>
    public static JsonObject Of(Field field)
    {
        var schema = Of(field.Shape);
        if (!field.IsRequired && field.Place == FieldPlace.Body && schema["type"] is { } type)
        {
            // dbt's clients send null for what they leave out.
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            if (schema["enum"] is JsonArray choices)
            {
                choices.Add(null);
            }
        }
        schema["description"] = field.Says;
        if (field.DefaultJson is { } absent)
        {
            schema["default"] = absent;
        }
        if (field.Record == FieldRecord.Masked)
        {
            schema["writeOnly"] = true;
        }
        return schema;
    }

    /// <summary>The schema of a shape.</summary>
    public static JsonObject Of(Shape shape) =>
        shape switch
        {
            TextShape text => Text(text),
            WholeShape whole => Whole(whole),
            FlagShape => new JsonObject { ["type"] = "boolean" },
            TimeShape => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            ListShape list => List(list),
            ObjectShape inside => Object(inside),
            JsonShape { IsObject: true } => new JsonObject { ["type"] = "object" },
            _ => [],
        };

    private static JsonObject Object(ObjectShape shape)
    {
        var schema = Of(shape.Fields);
        if (shape.Others is { } others)
        {
            var value = Text(others.Value);
            value["type"] = new JsonArray("string", "null");
            value["description"] = others.Says;
            schema["additionalProperties"] = value;
        }
        return schema;
    }

    private static JsonObject Text(TextShape text)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (text.Choices.Count > 0)
        {
            schema["enum"] = new JsonArray([.. text.Choices.Select(c => (JsonNode)c)]);
        }
        else if (!text.IsCut)
        {
            schema["maxLength"] = text.Max;
        }
        return schema;
    }

    private static JsonObject Whole(WholeShape whole)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (whole.Min != long.MinValue)
        {
            schema["minimum"] = whole.Min;
        }
        if (whole.Max is not (long.MaxValue or int.MaxValue))
        {
            schema["maximum"] = whole.Max;
        }
        return schema;
    }

    private static JsonObject List(ListShape list)
    {
        var schema = new JsonObject
        {
            ["type"] = "array",
            ["items"] = Of(list.Item),
            ["maxItems"] = list.Most,
        };
        if (list is TimesShape)
        {
            schema["minItems"] = list.Most;
        }
        return list.TakesOne ? new JsonObject { ["anyOf"] = new JsonArray(Of(list.Item), schema) } : schema;
    }
}
