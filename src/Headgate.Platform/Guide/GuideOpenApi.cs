using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Platform.Guide;

/// <summary>The catalogue as an OpenAPI 3.1 description, for one version of the API or for both.</summary>
public static class GuideOpenApi
{
    private static readonly JsonWriterOptions Written = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The description.</summary>
    /// <param name="guide">The guide.</param>
    /// <param name="version"><c>v2</c> or <c>v3</c>; null for both.</param>
    public static string Render(GuideDocument guide, string? version)
    {
        var paths = new JsonObject();
        foreach (var byPath in guide.Operations.Where(o => version is null || o.Version == version).GroupBy(o => o.Path))
        {
            var path = new JsonObject();
            foreach (var operation in byPath)
            {
                path[operation.Method.ToLowerInvariant()] = Operation(operation, guide);
            }
            paths[byPath.Key] = path;
        }
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = version is null ? "Headgate" : $"Headgate, dbt's Administrative API {version}",
                ["version"] = guide.Version,
                ["description"] = GuideTexts.Lead,
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["tags"] = new JsonArray([
                .. guide.Areas.Select(a => (JsonNode)new JsonObject { ["name"] = a.Title, ["description"] = a.Summary }),
            ]),
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = GuideTexts.Authentication,
                    },
                },
                ["schemas"] = new JsonObject { ["Answer"] = Envelope(), ["Status"] = Status() },
            },
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Written))
        {
            document.WriteTo(writer);
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static JsonObject Operation(GuideOperation o, GuideDocument guide)
    {
        var parameters = o
            .Parameters.Where(p => p.Place is "path" or "query")
            .Concat(o.Listed ? guide.Paging.Where(p => o.Parameters.All(q => q.Name != p.Name)) : []);
        var operation = new JsonObject
        {
            ["operationId"] = o.Id,
            ["summary"] = o.Summary,
            ["description"] = o.Description,
            ["tags"] = new JsonArray(guide.Areas.First(a => a.Operations.Contains(o)).Title),
            ["parameters"] = new JsonArray([.. parameters.Select(p => (JsonNode)Parameter(p))]),
        };
        if (o.HasBody)
        {
            operation["requestBody"] = Body(o);
        }
        operation["responses"] = Responses(o, guide);
        operation["x-headgate"] = new JsonObject
        {
            ["access"] = o.Access,
            ["capability"] = o.Capability,
            ["level"] = o.Level,
            ["permission"] = o.Permission,
            ["permission_sets"] = new JsonArray([.. o.PermissionSets.Select(s => (JsonNode)s)]),
            ["event"] = o.Event,
            ["risk"] = o.Risk,
            ["sentence"] = o.Sentence,
        };
        return operation;
    }

    private static JsonObject Parameter(GuideParameter p) =>
        new()
        {
            ["name"] = p.Name,
            ["in"] = p.Place,
            ["required"] = p.Place == "path" || p.Required,
            ["description"] = p.Description,
            ["schema"] = Schema(p.Type),
        };

    private static JsonObject Body(GuideOperation o)
    {
        var fields = o.Parameters.Where(p => p.Place == "body").ToList();
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            var schema = Schema(field.Type);
            schema["description"] = field.Description;
            properties[field.Name] = schema;
        }
        var body = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (fields.Any(f => f.Required))
        {
            body["required"] = new JsonArray([.. fields.Where(f => f.Required).Select(f => (JsonNode)f.Name)]);
        }
        return new JsonObject { ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = body } } };
    }

    private static JsonObject Responses(GuideOperation o, GuideDocument guide)
    {
        var responses = new JsonObject { ["2XX"] = Response("It is done.") };
        foreach (
            var status in guide.Statuses.Where(s =>
                s.Code is 401 or 403 or 404 or 429 || (s.Code is 400 or 413 && o.HasBody) || (s.Code is 400 && o.Listed)
            )
        )
        {
            responses[status.Code.ToString()] = Response($"{status.Meaning} {status.ToDo}");
        }
        return responses;
    }

    private static JsonObject Response(string description) =>
        new()
        {
            ["description"] = description,
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Answer" } },
            },
        };

    private static JsonObject Schema(string type) =>
        type switch
        {
            "integer" => new JsonObject { ["type"] = "integer" },
            "number" => new JsonObject { ["type"] = "number" },
            "boolean" => new JsonObject { ["type"] = "boolean" },
            "string" => new JsonObject { ["type"] = "string" },
            "list of integers" => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "integer" },
            },
            "list of strings" => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
            },
            _ when type.StartsWith("list", StringComparison.Ordinal) => new JsonObject { ["type"] = "array", ["items"] = new JsonObject() },
            _ when type.StartsWith("object", StringComparison.Ordinal) => new JsonObject { ["type"] = "object" },
            _ => [],
        };

    private static JsonObject Envelope() =>
        new()
        {
            ["type"] = "object",
            ["description"] = GuideTexts.Envelope,
            ["properties"] = new JsonObject
            {
                ["status"] = new JsonObject { ["$ref"] = "#/components/schemas/Status" },
                ["data"] = new JsonObject { ["description"] = "The thing, the list, or what is wrong with each field." },
                ["extra"] = new JsonObject { ["description"] = "Of lists: filters, order_by, pagination with count and total_count." },
            },
            ["required"] = new JsonArray("status", "data"),
        };

    private static JsonObject Status() =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["code"] = new JsonObject { ["type"] = "integer" },
                ["is_success"] = new JsonObject { ["type"] = "boolean" },
                ["user_message"] = new JsonObject { ["type"] = "string" },
                ["developer_message"] = new JsonObject { ["type"] = "string" },
            },
            ["required"] = new JsonArray("code", "is_success", "user_message", "developer_message"),
        };
}
