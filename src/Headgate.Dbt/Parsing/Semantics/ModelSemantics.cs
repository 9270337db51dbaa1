using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Reads the semantic model that a model's own properties say: <c>semantic_model</c>, with entities and dimensions at the columns.</summary>
internal sealed class ModelSemantics(ParseScope scope)
{
    private static readonly string[] Keys = ["config", "enabled", "group", "name"];

    /// <summary>The semantic model of a model's entry; null where it says none. Models with versions have none.</summary>
    /// <exception cref="DbtException">A key is unknown or has the wrong form.</exception>
    public SemanticModel? Parse(PropertyEntry entry)
    {
        if (
            entry.Data.ContainsKey("versions")
            || Settings(entry) is not { } settings
            || entry.Part(settings).Flag("enabled") == false
            || !scope.Manifest.Nodes.ContainsKey(UniqueIds.Of(ResourceType.Model, entry.Package.Name, entry.Name))
        )
        {
            return null;
        }
        if (settings.Keys.Where(key => !Keys.Contains(key)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
        {
            throw entry.Error(
                $"Unknown field(s) in semantic_model config: {string.Join(", ", unknown)}. Valid fields are: {string.Join(", ", Keys)}."
            );
        }
        var name = entry.Part(settings).OptionalText("name") ?? entry.Name;
        var package = entry.Package;
        var fqn = Fqn.Of(package.Name, entry.File.RelativePath, name);
        var properties = new OrderedDictionary<string, object?>();
        if (entry.Part(settings).OptionalText("group") is { } group)
        {
            properties["group"] = group;
        }
        var config = scope.Configs.Build(ResourceType.SemanticModel, package, fqn, calls: null, properties);
        var meta = entry.Part(settings).Config.GetValueOrDefault("meta") as OrderedDictionary<string, object?> ?? [];
        var columns = entry.Maps("columns").Select(entry.Part).ToList();
        var derived = entry.Part(entry.Map("derived_semantics") ?? []);
        return new SemanticModel
        {
            Name = name,
            PackageName = package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.Of(ResourceType.SemanticModel, package.Name, name),
            Fqn = fqn,
            Model = $"ref('{entry.Name}')",
            Description = entry.Description,
            Defaults = entry.OptionalText("agg_time_dimension") is { } time ? new SemanticModelDefaults { AggTimeDimension = time } : null,
            Entities =
            [
                .. columns.Select(column => SemanticColumns.Entity(column, meta)).OfType<SemanticEntity>(),
                .. derived.Maps("entities").Select(derived.Part).Select(entity => SemanticColumns.DerivedEntity(entity, meta)),
            ],
            Dimensions =
            [
                .. columns.Select(column => SemanticColumns.Dimension(column, meta)).OfType<SemanticDimension>(),
                .. derived.Maps("dimensions").Select(derived.Part).Select(dimension => SemanticColumns.DerivedDimension(dimension, meta)),
            ],
            PrimaryEntity = entry.OptionalText("primary_entity"),
            Refs = [new RefArgs { Name = entry.Name }],
            Config = config,
            UnrenderedConfig = scope.Configs.BuildUnrendered(ResourceType.SemanticModel, package, fqn, calls: null, properties),
            Group = config.Group,
            CreatedAt = scope.CreatedAt,
        };
    }

    /// <summary>The metrics that stand at the model, as entries of their own.</summary>
    public static IEnumerable<PropertyEntry> Metrics(PropertyEntry entry) =>
        entry
            .Maps("metrics")
            .Select(map => new PropertyEntry
            {
                Section = "metrics",
                Package = entry.Package,
                File = entry.File,
                Data = map,
                Line = entry.Line,
            });

    private static OrderedDictionary<string, object?>? Settings(PropertyEntry entry) =>
        entry.Data.GetValueOrDefault("semantic_model") switch
        {
            null or false => null,
            true => [],
            OrderedDictionary<string, object?> map => map,
            var other => throw entry.Error(
                $"at path ['semantic_model']: {PythonText.Repr(other)} is not valid under any of the given schemas"
            ),
        };
}
