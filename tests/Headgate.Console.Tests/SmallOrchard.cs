using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Console.Tests;

/// <summary>What a run of a small dbt project leaves, given to a run of the server: sources, staging models, marts.</summary>
internal static class SmallOrchard
{
    private static readonly (string Name, string[] From)[] Models =
    [
        ("stg_customers", ["source.orchard.raw.customers"]),
        ("stg_orders", ["source.orchard.raw.orders"]),
        ("stg_payments", ["source.orchard.raw.payments"]),
        ("stg_products", ["source.orchard.raw.products"]),
        ("int_order_payments", ["model.orchard.stg_orders", "model.orchard.stg_payments"]),
        ("int_order_lines", ["model.orchard.stg_orders", "model.orchard.stg_products"]),
        ("dim_customers", ["model.orchard.stg_customers", "model.orchard.int_order_payments"]),
        ("fct_orders", ["model.orchard.int_order_payments", "model.orchard.int_order_lines", "model.orchard.dim_customers"]),
        ("fct_sales", ["model.orchard.int_order_lines", "model.orchard.dim_customers"]),
        ("rpt_weekly", ["model.orchard.fct_orders", "model.orchard.fct_sales"]),
    ];

    /// <summary>Makes the run, with artifacts that the server has read; with so many models more, each made from some before it.</summary>
    public static async Task AddAsync(HeadgateServer server, TestProject project, int more = 0)
    {
        (string Name, string[] From)[] models =
        [
            .. Models,
            .. Enumerable
                .Range(0, more)
                .Select(i =>
                    (
                        $"wide_{i:00000}",
                        i < 100
                            ? new[] { "model.orchard.stg_orders" }
                            : [$"model.orchard.wide_{i - 100:00000}", $"model.orchard.wide_{i - 100 + ((i * 7) % 90):00000}"]
                    )
                ),
        ];
        var run = await project.AddRunAsync(server, RunStatus.Success, TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        await using (var db = await server.DatabaseAsync())
        {
            foreach (var (path, text) in new[] { ("manifest.json", Manifest(models)), ("run_results.json", Results(models)) })
            {
                using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
                var (sha, size) = await server.Services.GetRequiredService<ArtifactStore>().PutAsync(content, CancellationToken.None);
                db.Add(
                    new Artifact
                    {
                        AccountId = server.AccountId,
                        RunId = run,
                        Step = 1,
                        Path = path,
                        Sha256 = sha,
                        Size = size,
                    }
                );
            }
            db.Runs.Single(r => r.Id == run).ArtifactsSaved = true;
            await db.SaveChangesAsync();
        }
        var read = await server.Admin.PostAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/runs/{run}/metadata/",
            JsonContent.Create(new { })
        );
        read.IsSuccessStatusCode.ShouldBeTrue(await read.Content.ReadAsStringAsync());
    }

    private static string Manifest((string Name, string[] From)[] models)
    {
        var nodes = new JsonObject();
        foreach (var (name, from) in models)
        {
            nodes["model.orchard." + name] = new JsonObject
            {
                ["unique_id"] = "model.orchard." + name,
                ["resource_type"] = "model",
                ["name"] = name,
                ["package_name"] = "orchard",
                ["original_file_path"] = $"models/{name}.sql",
                ["fqn"] = new JsonArray("orchard", name),
                ["alias"] = name,
                ["schema"] = "marts",
                ["database"] = "shop",
                ["description"] = $"What the shop knows of {name}. {ConsoleFixture.Hostile}",
                ["raw_code"] = "select * from " + from[0],
                ["config"] = new JsonObject { ["materialized"] = name.StartsWith("stg", StringComparison.Ordinal) ? "view" : "table" },
                ["depends_on"] = new JsonObject
                {
                    ["nodes"] = new JsonArray([.. from.Select(f => (JsonNode)f)]),
                    ["macros"] = new JsonArray(),
                },
            };
        }
        var sources = new JsonObject();
        foreach (var source in models.SelectMany(m => m.From).Where(f => f.StartsWith("source", StringComparison.Ordinal)))
        {
            sources[source] = new JsonObject
            {
                ["unique_id"] = source,
                ["resource_type"] = "source",
                ["name"] = source.Split('.')[^1],
                ["source_name"] = "raw",
                ["package_name"] = "orchard",
                ["original_file_path"] = "models/sources.yml",
                ["fqn"] = new JsonArray("orchard", "raw", source.Split('.')[^1]),
                ["schema"] = "raw",
                ["database"] = "shop",
            };
        }
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["dbt_version"] = "1.11.0",
                ["project_name"] = "orchard",
                ["adapter_type"] = "duckdb",
            },
            ["nodes"] = nodes,
            ["sources"] = sources,
        }.ToJsonString();
    }

    private static string Results((string Name, string[] From)[] models) =>
        JsonSerializer.Serialize(
            new
            {
                metadata = new { generated_at = "2026-11-24T06:00:00.000000Z", invocation_id = "1" },
                args = new { which = "build" },
                elapsed_time = 1.5,
                results = models.Select(m => new
                {
                    unique_id = "model.orchard." + m.Name,
                    status = "success",
                    execution_time = 0.25,
                    message = "OK",
                    compiled_code = "select 1",
                    timing = Array.Empty<object>(),
                }),
            }
        );
}
