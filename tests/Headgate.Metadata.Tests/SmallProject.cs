using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Metadata.Tests;

/// <summary>Artifacts of a project of some models, one after another in a chain, as dbt writes them.</summary>
internal static class SmallProject
{
    public static string Id(string model) => $"model.shop.{model}";

    /// <summary>A manifest in which each model depends on the one before.</summary>
    public static string Manifest(params string[] models) => Manifest(models, model => $"select 1 as {model}");

    public static string Manifest(IReadOnlyList<string> models, Func<string, string> code)
    {
        var nodes = new JsonObject();
        foreach (var (index, model) in models.Index())
        {
            nodes[Id(model)] = new JsonObject
            {
                ["unique_id"] = Id(model),
                ["resource_type"] = "model",
                ["name"] = model,
                ["package_name"] = "shop",
                ["original_file_path"] = $"models/{model}.sql",
                ["fqn"] = new JsonArray("shop", model),
                ["alias"] = model,
                ["schema"] = "main",
                ["database"] = "db",
                ["raw_code"] = code(model),
                ["config"] = new JsonObject { ["materialized"] = "view" },
                ["depends_on"] = new JsonObject
                {
                    ["nodes"] = index == 0 ? new JsonArray() : new JsonArray(Id(models[index - 1])),
                    ["macros"] = new JsonArray(),
                },
            };
        }
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["dbt_version"] = "1.11.0",
                ["project_name"] = "shop",
                ["adapter_type"] = "duckdb",
            },
            ["nodes"] = nodes,
            ["sources"] = new JsonObject(),
        }.ToJsonString();
    }

    /// <summary>Results of a command.</summary>
    public static string Results(params (string Model, string Status)[] results) => Results("build", results);

    public static string Results(string command, params (string Model, string Status)[] results) =>
        JsonSerializer.Serialize(
            new
            {
                metadata = new { generated_at = "2026-11-24T06:00:00.000000Z", invocation_id = "1" },
                args = new { which = command },
                elapsed_time = 1.5,
                results = results.Select(r => new
                {
                    unique_id = Id(r.Model),
                    status = r.Status,
                    execution_time = 0.25,
                    message = r.Status == "success" ? "OK" : $"{r.Status} of {r.Model}",
                    compiled_code = $"select 1 as {r.Model}",
                    timing = new[]
                    {
                        new
                        {
                            name = "compile",
                            started_at = "2026-11-24T05:59:00.000000Z",
                            completed_at = "2026-11-24T05:59:01.000000Z",
                        },
                        new
                        {
                            name = "execute",
                            started_at = "2026-11-24T05:59:01.000000Z",
                            completed_at = "2026-11-24T05:59:03.000000Z",
                        },
                    },
                }),
            }
        );
}
