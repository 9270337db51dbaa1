using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Platform.Guide.OpenApi;

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
        var answers = new AnswerSchemas();
        var paths = new JsonObject();
        foreach (var byPath in guide.Operations.Where(o => version is null || o.Version == version).GroupBy(o => o.Path))
        {
            var path = new JsonObject();
            foreach (var operation in byPath)
            {
                path[operation.Method.ToLowerInvariant()] = OperationDescription.Of(operation, guide, answers);
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
                ["schemas"] = answers.Components(),
            },
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Written))
        {
            document.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
