using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Dbt.Artifacts;

/// <summary>The semantic part of a manifest as the semantic layer reads it: <c>semantic_manifest.json</c>.</summary>
public static class SemanticManifestFile
{
    private static readonly string[] ModelKeys =
    [
        "name",
        "defaults",
        "description",
        "node_relation",
        "primary_entity",
        "entities",
        "measures",
        "dimensions",
        "label",
        "metadata",
        "config",
    ];

    private static readonly string[] EntityKeys = ["name", "description", "type", "role", "expr", "metadata", "label", "config"];

    private static readonly string[] MeasureKeys =
    [
        "name",
        "agg",
        "description",
        "create_metric",
        "expr",
        "agg_params",
        "metadata",
        "non_additive_dimension",
        "agg_time_dimension",
        "label",
        "config",
    ];

    private static readonly string[] DimensionKeys =
    [
        "name",
        "description",
        "type",
        "is_partition",
        "type_params",
        "expr",
        "metadata",
        "label",
        "config",
    ];

    private static readonly string[] MetricKeys =
    [
        "name",
        "description",
        "type",
        "type_params",
        "filter",
        "metadata",
        "label",
        "config",
        "time_granularity",
    ];

    private static readonly string[] TypeParamsKeys =
    [
        "measure",
        "numerator",
        "denominator",
        "expr",
        "window",
        "grain_to_date",
        "metrics",
        "conversion_type_params",
        "cumulative_type_params",
        "input_measures",
        "metric_aggregation_params",
    ];

    /// <summary>Writes the semantic part of a manifest to a stream.</summary>
    /// <param name="manifest">A parsed manifest.</param>
    /// <param name="stream">Where to write it; stays open.</param>
    public static void Write(Manifest manifest, Stream stream)
    {
        // As in the manifest: read by programs, so letters beyond ASCII stay readable.
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        PlainDataConverter.WriteMap(writer, ToPlain(manifest));
    }

    /// <summary>Writes the semantic part of a manifest beside its place and moves it there.</summary>
    /// <param name="manifest">A parsed manifest.</param>
    /// <param name="path">File to write.</param>
    public static void Write(Manifest manifest, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var partial = path + ".partial";
        using (var stream = File.Create(partial))
        {
            Write(manifest, stream);
        }
        File.Move(partial, path, overwrite: true);
    }

    private static OrderedDictionary<string, object?> ToPlain(Manifest manifest) =>
        new()
        {
            ["semantic_models"] = manifest.SemanticModels.Values.Select(Model).ToList<object?>(),
            ["metrics"] = manifest.Metrics.Values.Select(Metric).ToList<object?>(),
            ["project_configuration"] = ProjectConfiguration(manifest),
            ["saved_queries"] = manifest.SavedQueries.Values.Select(Query).ToList<object?>(),
        };

    private static object? Model(SemanticModel model)
    {
        var plain = Pick(ManifestFile.ToPlain(model), ModelKeys);
        plain["entities"] = PickEach(plain["entities"], EntityKeys);
        plain["measures"] = PickEach(plain["measures"], MeasureKeys);
        plain["dimensions"] = PickEach(plain["dimensions"], DimensionKeys);
        plain["config"] = OnlyMeta(model.Config);
        return plain;
    }

    private static object? Metric(Metric metric)
    {
        var plain = Pick(ManifestFile.ToPlain(metric), MetricKeys);
        var parameters = Pick((OrderedDictionary<string, object?>)plain["type_params"]!, TypeParamsKeys);
        if (parameters["conversion_type_params"] is OrderedDictionary<string, object?> conversion)
        {
            // The manifest leaves out what only one of the two forms has.
            conversion.TryAdd("base_metric", null);
            conversion.TryAdd("conversion_metric", null);
        }

        parameters["join_to_timespine"] = metric.TypeParams.JoinToTimespine ?? false;
        parameters["fill_nulls_with"] = metric.TypeParams.FillNullsWith;
        if (metric.TypeParams.IsPrivate is { } isPrivate)
        {
            parameters["is_private"] = isPrivate;
        }
        plain["type_params"] = parameters;
        plain["config"] = OnlyMeta(metric.Config);
        return plain;
    }

    private static object? Query(SavedQuery query)
    {
        var plain = ManifestFile.ToPlain(query);
        foreach (var export in ((List<object?>)plain["exports"]!).Cast<OrderedDictionary<string, object?>>())
        {
            export.Remove("unrendered_config");
            ((OrderedDictionary<string, object?>)export["config"]!).Remove("database");
        }

        plain["query_params"] = Pick(
            (OrderedDictionary<string, object?>)plain["query_params"]!,
            ["metrics", "group_by", "order_by", "limit", "where"]
        );
        return Pick(plain, ["name", "query_params", "description", "metadata", "label", "exports", "tags"]);
    }

    private static OrderedDictionary<string, object?> ProjectConfiguration(Manifest manifest) =>
        new()
        {
            ["time_spine_table_configurations"] = manifest.Nodes.Values.Where(IsLegacyTimeSpine).Select(LegacyTimeSpine).ToList<object?>(),
            ["metadata"] = null,
            ["dsi_package_version"] = Map(("major_version", "0"), ("minor_version", "9"), ("patch_version", "2")),
            ["time_spines"] = manifest.Nodes.Values.Where(node => node.TimeSpine is not null).Select(TimeSpine).ToList<object?>(),
        };

    private static bool IsLegacyTimeSpine(ManifestNode node) =>
        node is { ResourceType: ResourceType.Model, Name: "metricflow_time_spine", TimeSpine: null };

    private static object? LegacyTimeSpine(ManifestNode node) =>
        Map(("location", node.RelationName), ("column_name", "date_day"), ("grain", "day"));

    private static object? TimeSpine(ManifestNode node)
    {
        var spine = node.TimeSpine!;
        var grain = node.Columns.GetValueOrDefault(spine.StandardGranularityColumn)?.Granularity;
        return Map(
            (
                "node_relation",
                Map(("alias", node.Alias), ("schema_name", node.Schema), ("database", node.Database), ("relation_name", node.RelationName))
            ),
            ("primary_column", Map(("name", spine.StandardGranularityColumn), ("time_granularity", grain))),
            (
                "custom_granularities",
                spine.CustomGranularities.ConvertAll<object?>(custom => Map(("name", custom.Name), ("column_name", custom.ColumnName)))
            )
        );
    }

    private static OrderedDictionary<string, object?> OnlyMeta(NodeConfig config) => Map(("meta", PlainData.Clone(config.Meta)));

    private static List<object?> PickEach(object? list, string[] keys) =>
        ((List<object?>)list!).ConvertAll<object?>(item => Pick((OrderedDictionary<string, object?>)item!, keys));

    private static OrderedDictionary<string, object?> Pick(OrderedDictionary<string, object?> map, string[] keys)
    {
        var picked = new OrderedDictionary<string, object?>(keys.Length);
        foreach (var key in keys)
        {
            picked[key] = map.GetValueOrDefault(key);
        }
        return picked;
    }

    private static OrderedDictionary<string, object?> Map(params (string Key, object? Value)[] pairs)
    {
        var map = new OrderedDictionary<string, object?>(pairs.Length);
        foreach (var (key, value) in pairs)
        {
            map[key] = value;
        }
        return map;
    }
}
