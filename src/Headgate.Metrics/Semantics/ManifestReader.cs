using System.Text.Json;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>Reads semantic models, calendars and saved queries; metrics are read by <see cref="MetricReader"/>.</summary>
internal static class ManifestReader
{
    public static SemanticManifest Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("It is not an object.");
        }
        var spines = Spines(root);
        var models = root.Items("semantic_models").Select(Model).ToList();
        var metrics = new MetricReader(root, models, spines).Read();
        return new SemanticManifest(models, metrics, spines, root.Items("saved_queries").Select(SavedQuery));
    }

    private static SemanticModelDefinition Model(JsonElement json)
    {
        var entities = json.Items("entities").Select(Entity).ToList();
        return new SemanticModelDefinition
        {
            Name = json.Name(),
            Relation = Relation(json.Find("node_relation")!.Value),
            Description = json.Text("description"),
            Entities = entities,
            Dimensions = [.. json.Items("dimensions").Select(Dimension)],
            PrimaryEntity = entities.Find(e => e.Type == EntityType.Primary)?.Name ?? json.Text("primary_entity")?.ToLowerInvariant(),
            DefaultTime = json.Find("defaults")?.Text("agg_time_dimension")?.ToLowerInvariant(),
        };
    }

    private static Entity Entity(JsonElement json) =>
        new(
            json.Name(),
            Enum.Parse<EntityType>(json.Text("type")!, ignoreCase: true),
            json.Text("expr") ?? json.Name(),
            json.Text("description")
        );

    private static Dimension Dimension(JsonElement json)
    {
        var parameters = json.Find("type_params");
        TimeUnit? unit = null;
        if (string.Equals(json.Text("type"), "time", StringComparison.OrdinalIgnoreCase))
        {
            unit = TimeUnits.TryRead(parameters?.Text("time_granularity"), out var read) ? read : TimeUnit.Day;
        }
        var validity = parameters?.Find("validity_params");
        var edge =
            validity?.Flag("is_start") is true ? ValidityEdge.Start
            : validity?.Flag("is_end") is true ? ValidityEdge.End
            : ValidityEdge.None;
        return new Dimension(
            json.Name(),
            json.Text("expr") ?? json.Name(),
            unit,
            edge,
            json.Flag("is_partition"),
            json.Text("description")
        );
    }

    private static List<TimeSpineDefinition> Spines(JsonElement root)
    {
        var configuration = root.Find("project_configuration");
        if (configuration is not { } project)
        {
            return [];
        }
        var spines = project.Items("time_spines").Select(Spine).ToList();
        foreach (var old in project.Items("time_spine_table_configurations"))
        {
            var unit = TimeUnits.TryRead(old.Text("grain"), out var read) ? read : TimeUnit.Day;
            if (spines.TrueForAll(spine => spine.Unit != unit))
            {
                var relation = old.Text("location")!;
                spines.Add(new(LastPart(relation), relation, old.Text("column_name")!, unit, new Dictionary<string, string>()));
            }
        }
        return spines;
    }

    private static TimeSpineDefinition Spine(JsonElement json)
    {
        var primary = json.Find("primary_column")!.Value;
        var node = json.Find("node_relation")!.Value;
        return new TimeSpineDefinition(
            node.Text("alias")!,
            Relation(node),
            primary.Text("name")!,
            TimeUnits.TryRead(primary.Text("time_granularity"), out var unit) ? unit : TimeUnit.Day,
            json.Items("custom_granularities").ToDictionary(g => g.Name(), g => g.Text("column_name") ?? g.Name(), StringComparer.Ordinal)
        );
    }

    private static SavedQueryDefinition SavedQuery(JsonElement json)
    {
        var parameters = json.Find("query_params")!.Value;
        return new SavedQueryDefinition
        {
            Name = json.Name(),
            Description = json.Text("description"),
            Label = json.Text("label"),
            Metrics = parameters.Texts("metrics"),
            GroupBy = parameters.Texts("group_by"),
            Where = parameters.Filters("where"),
            OrderBy = parameters.Texts("order_by"),
            Limit = parameters.Number("limit"),
        };
    }

    private static string Relation(JsonElement node) =>
        node.Text("relation_name")
        ?? string.Join('.', new[] { node.Text("database"), node.Text("schema_name"), node.Text("alias") }.Where(part => part is not null));

    private static string LastPart(string relation) => relation.Split('.')[^1].Trim('"', '`');
}
