using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Gate.Agents;

namespace Headgate.Gate.Policies;

/// <summary>
/// A policy file as JSON Schema (2020-12), for editors. Of a grant it says what the API's own declaration says; that names fit together, and that a rule could be evaluated, only the server
/// can say (<c>headgate policy test</c>).
/// </summary>
public static class PolicySchema
{
    /// <summary>The schema.</summary>
    public static JsonObject Make() =>
        Map(
            "A policy of Headgate: agents, what each may do, and tests.",
            ["version", "agents"],
            ("version", new JsonObject { ["enum"] = new JsonArray(1), ["description"] = "The version of this form." }),
            (
                "roles",
                Named(
                    "Grants under a name, which agents have.",
                    Map("A role.", ["grants"], ("description", Text("What it is for.")), ("grants", Grants()))
                )
            ),
            ("agents", Named("The agents by name.", Agent(), 1)),
            ("tests", List("Calls, and what is to be decided about them.", Test()))
        );

    private static JsonObject Agent() =>
        Map(
            "An agent.",
            [],
            ("description", Text("What it is for.")),
            ("owner", Text("Who answers for it; an address.")),
            ("upstream", Text("The account elsewhere that its calls go to; left out for this server's own.")),
            ("roles", List("Roles of this file.", Text("The name of a role."))),
            ("grants", Grants())
        );

    private static JsonObject Test() =>
        Map(
            "A test.",
            ["agent", "operation", "expect"],
            ("name", Text("What is tested.")),
            ("agent", Text("An agent of this file.")),
            ("operation", Text("Id of an operation, such as jobs.trigger.")),
            (
                "arguments",
                new JsonObject { ["type"] = "object", ["description"] = "Values of its path, filters and fields of its body by name." }
            ),
            (
                "expect",
                new JsonObject { ["enum"] = new JsonArray("allowed", "denied", "asks"), ["description"] = "What is to be decided." }
            ),
            ("reason", Text("The reason's code, such as argument-rule."))
        );

    private static JsonObject Grants()
    {
        var grant = Closed(FieldSchema.Of(GrantFields.All.All, refusesUnknown: true));
        grant["description"] = "A grant, field for field as the API takes it.";
        grant["properties"]!["capability"] = new JsonObject
        {
            ["description"] = "The capability.",
            ["oneOf"] = new JsonArray([
                .. Capabilities.All.Select(c => (JsonNode)new JsonObject { ["enum"] = new JsonArray(c.Id), ["description"] = c.Name }),
            ]),
        };
        return List("Grants.", grant);
    }

    private static JsonObject Map(string says, IReadOnlyList<string> required, params ReadOnlySpan<(string Name, JsonObject Schema)> fields)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in fields)
        {
            properties[name] = schema;
        }
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = says,
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Named(string says, JsonObject of, int least = 0) =>
        new()
        {
            ["type"] = "object",
            ["description"] = says,
            ["minProperties"] = least,
            ["additionalProperties"] = of,
        };

    private static JsonObject List(string says, JsonObject of) =>
        new()
        {
            ["type"] = "array",
            ["description"] = says,
            ["items"] = of,
        };

    private static JsonObject Text(string says) => new() { ["type"] = "string", ["description"] = says };

    /// <summary>No object inside has other fields than those declared, and none is null: the file is read as strictly.</summary>
    private static JsonObject Closed(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types[0]!.GetValue<string>();
        }
        if (schema["properties"] is JsonObject properties)
        {
            schema["additionalProperties"] = false;
            foreach (var (_, inside) in properties)
            {
                Closed(inside!.AsObject());
            }
        }
        if (schema["items"] is JsonObject items)
        {
            Closed(items);
        }
        return schema;
    }
}
