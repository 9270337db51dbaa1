using System.Text.Json.Nodes;

namespace Headgate.Platform.Guide.OpenApi;

/// <summary>Schemas of dbt's envelope around answers.</summary>
internal static class EnvelopeSchemas
{
    public static JsonObject Status() =>
        Object(
            "How it went.",
            ("code", Of("integer", "The HTTP status.")),
            ("is_success", Of("boolean", "Whether it was done.")),
            ("user_message", Of("string", "For people.")),
            ("developer_message", Of("string", "For developers; mostly empty."))
        );

    public static JsonObject Extra() =>
        Object(
            "What the list says of the question.",
            (
                "filters",
                Object(
                    "What was applied, beside these.",
                    ("limit", Of("integer", "Records of a page.")),
                    ("offset", Of("integer", "Records passed over."))
                )
            ),
            ("order_by", Of("string", "The order.")),
            (
                "pagination",
                Object(
                    "How many.",
                    ("count", Of("integer", "On this page.")),
                    ("total_count", Of("integer", "On all pages, of what the caller may see."))
                )
            )
        );

    public static JsonObject Failure() =>
        Object(
            GuideTexts.Envelope,
            ("status", new JsonObject { ["$ref"] = "#/components/schemas/Status" }),
            ("data", new JsonObject { ["description"] = "Null, or what is wrong with each field." })
        );

    private static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Object(string description, params (string Name, JsonObject Schema)[] properties)
    {
        var described = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            described[name] = schema;
        }
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = description,
            ["properties"] = described,
            ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Name)]),
        };
    }
}
