using System.Text.Json.Nodes;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>A project of queries, as dbt's artifacts have it: a source with columns, models in the order given, and exposures.</summary>
internal sealed class ColumnProject
{
    private readonly JsonObject _nodes = [];
    private readonly JsonObject _sources = [];
    private readonly JsonObject _exposures = [];
    private readonly JsonArray _results = [];
    private readonly JsonObject _catalog = [];

    public static string Model(string name) => $"model.shop.{name}";

    public static string Source(string name) => $"source.shop.raw.{name}";

    /// <summary>A table that others fill. Its columns, such as "id integer, name text", are known from the catalog, or not at all.</summary>
    public ColumnProject WithSource(string name, string? columns)
    {
        var id = Source(name);
        _sources[id] = new JsonObject
        {
            ["unique_id"] = id,
            ["resource_type"] = "source",
            ["name"] = name,
            ["source_name"] = "raw",
            ["identifier"] = name,
            ["schema"] = "raw",
            ["database"] = "db",
            ["relation_name"] = $"\"db\".\"raw\".\"{name}\"",
            ["original_file_path"] = "models/sources.yml",
        };
        if (columns is not null)
        {
            var told = new JsonObject();
            foreach (var (index, column) in columns.Split(", ").Index())
            {
                var words = column.Split(' ', 2);
                told[words[0]] = new JsonObject
                {
                    ["name"] = words[0],
                    ["type"] = words[1],
                    ["index"] = index + 1,
                };
            }
            _catalog[id] = new JsonObject { ["columns"] = told };
        }
        return this;
    }

    /// <summary>A model that reads others: their names, or names of sources behind "raw.".</summary>
    public ColumnProject WithModel(string name, string parents, string sql, string materialized = "view", string? language = null)
    {
        _nodes[Model(name)] = new JsonObject
        {
            ["unique_id"] = Model(name),
            ["resource_type"] = "model",
            ["name"] = name,
            ["package_name"] = "shop",
            ["original_file_path"] = $"models/{name}.sql",
            ["fqn"] = new JsonArray("shop", name),
            ["alias"] = name,
            ["schema"] = "main",
            ["database"] = "db",
            ["language"] = language ?? "sql",
            ["relation_name"] = materialized == "ephemeral" ? null : $"\"db\".\"main\".\"{name}\"",
            ["raw_code"] = sql,
            ["config"] = new JsonObject { ["materialized"] = materialized },
            ["depends_on"] = new JsonObject { ["nodes"] = Parents(parents), ["macros"] = new JsonArray() },
        };
        if (materialized != "ephemeral")
        {
            _results.Add(
                new JsonObject
                {
                    ["unique_id"] = Model(name),
                    ["status"] = "success",
                    ["execution_time"] = 0.1,
                    ["compiled_code"] = sql,
                }
            );
        }
        return this;
    }

    public ColumnProject WithExposure(string name, string parents)
    {
        _exposures[$"exposure.shop.{name}"] = new JsonObject
        {
            ["unique_id"] = $"exposure.shop.{name}",
            ["resource_type"] = "exposure",
            ["name"] = name,
            ["package_name"] = "shop",
            ["type"] = "dashboard",
            ["original_file_path"] = "models/exposures.yml",
            ["depends_on"] = new JsonObject { ["nodes"] = Parents(parents), ["macros"] = new JsonArray() },
        };
        return this;
    }

    /// <summary>The files that a build with docs leaves.</summary>
    public LabFile[] Files() =>
        [
            MetadataLab.Text(
                1,
                "manifest.json",
                new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["dbt_version"] = "1.11.0",
                        ["project_name"] = "shop",
                        ["adapter_type"] = "duckdb",
                    },
                    ["nodes"] = _nodes.DeepClone(),
                    ["sources"] = _sources.DeepClone(),
                    ["exposures"] = _exposures.DeepClone(),
                }.ToJsonString()
            ),
            MetadataLab.Text(
                1,
                "run_results.json",
                new JsonObject
                {
                    ["metadata"] = new JsonObject { ["generated_at"] = "2026-11-24T06:00:00.000000Z", ["invocation_id"] = "1" },
                    ["args"] = new JsonObject { ["which"] = "build" },
                    ["elapsed_time"] = 1.5,
                    ["results"] = _results.DeepClone(),
                }.ToJsonString()
            ),
            MetadataLab.Text(
                1,
                "catalog.json",
                new JsonObject
                {
                    ["metadata"] = new JsonObject { ["generated_at"] = "2026-11-24T06:00:00.000000Z" },
                    ["nodes"] = new JsonObject(),
                    ["sources"] = _catalog.DeepClone(),
                }.ToJsonString()
            ),
        ];

    private static JsonArray Parents(string names) =>
        [
            .. names
                .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                .Select(name =>
                    (JsonNode)(name.StartsWith("raw.", StringComparison.Ordinal) ? Source(name["raw.".Length..]) : Model(name))
                ),
        ];
}
