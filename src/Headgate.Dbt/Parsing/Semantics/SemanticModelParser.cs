using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Parses semantic models.</summary>
internal sealed class SemanticModelParser(ParseScope scope)
{
    /// <summary>The semantic model of an entry.</summary>
    /// <exception cref="DbtException">A key is missing or has the wrong form.</exception>
    public SemanticModel Parse(PropertyEntry entry)
    {
        var package = entry.Package;
        var fqn = Fqn.Of(package.Name, entry.File.RelativePath, entry.Name);
        var properties = NodePatchReader.ReadConfig(entry);
        var config = scope.Configs.Build(ResourceType.SemanticModel, package, fqn, calls: null, properties);
        var model = entry.RequiredText("model");
        return new SemanticModel
        {
            Name = entry.Name,
            PackageName = package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.Of(ResourceType.SemanticModel, package.Name, entry.Name),
            Fqn = fqn,
            Model = model,
            Description = entry.OptionalText("description"),
            Label = entry.OptionalText("label"),
            Defaults = entry.Map("defaults") is { } defaults
                ? new SemanticModelDefaults { AggTimeDimension = defaults.GetValueOrDefault("agg_time_dimension") as string }
                : null,
            Entities = [.. entry.Maps("entities").Select(entry.Part).Select(Entity)],
            Measures = [.. entry.Maps("measures").Select(entry.Part).Select(Measure)],
            Dimensions = [.. entry.Maps("dimensions").Select(entry.Part).Select(Dimension)],
            PrimaryEntity = entry.OptionalText("primary_entity"),
            Refs = [ReferenceCalls.Ref(model) ?? throw entry.Error($"the model '{model}' is no ref()")],
            Config = config,
            UnrenderedConfig = scope.Configs.BuildUnrendered(ResourceType.SemanticModel, package, fqn, calls: null, properties),
            Group = config.Group,
            CreatedAt = scope.CreatedAt,
        };
    }

    private static SemanticEntity Entity(PropertyEntry entity) =>
        new()
        {
            Name = entity.Name,
            Type = entity.RequiredText("type").ToLowerInvariant(),
            Description = entity.OptionalText("description"),
            Label = entity.OptionalText("label"),
            Role = entity.OptionalText("role"),
            Expr = Expression(entity),
            Config = Config(entity),
        };

    private static SemanticMeasure Measure(PropertyEntry measure) =>
        new()
        {
            Name = measure.Name,
            Agg = measure.RequiredText("agg").ToLowerInvariant(),
            Description = measure.OptionalText("description"),
            Label = measure.OptionalText("label"),
            // The metric that it stands for is made once, at parse time.
            CreateMetric = false,
            Expr = Expression(measure),
            AggParams = AggParams(measure),
            NonAdditiveDimension = NonAdditive(measure),
            AggTimeDimension = measure.OptionalText("agg_time_dimension"),
            Config = Config(measure),
        };

    private static SemanticDimension Dimension(PropertyEntry dimension) =>
        new()
        {
            Name = dimension.Name,
            Type = dimension.RequiredText("type").ToLowerInvariant(),
            Description = dimension.OptionalText("description"),
            Label = dimension.OptionalText("label"),
            IsPartition = dimension.Flag("is_partition") ?? false,
            TypeParams = dimension.Map("type_params") is { } map ? DimensionParams(dimension.Part(map)) : null,
            Expr = Expression(dimension),
            Config = Config(dimension),
        };

    private static DimensionTypeParams DimensionParams(PropertyEntry parameters) =>
        new()
        {
            TimeGranularity = parameters.RequiredText("time_granularity").ToLowerInvariant(),
            ValidityParams = parameters.Map("validity_params") is { } map
                ? new ValidityParams
                {
                    IsStart = map.GetValueOrDefault("is_start") is true,
                    IsEnd = map.GetValueOrDefault("is_end") is true,
                }
                : null,
        };

    private static MeasureAggParams? AggParams(PropertyEntry measure)
    {
        if (measure.Map("agg_params") is not { } map)
        {
            return null;
        }
        return new MeasureAggParams
        {
            Percentile = map.GetValueOrDefault("percentile") switch
            {
                double number => number,
                long number => number,
                _ => null,
            },
            UseDiscretePercentile = map.GetValueOrDefault("use_discrete_percentile") is true,
            UseApproximatePercentile = map.GetValueOrDefault("use_approximate_percentile") is true,
        };
    }

    private static NonAdditiveDimension? NonAdditive(PropertyEntry measure)
    {
        if (measure.Map("non_additive_dimension") is not { } map)
        {
            return null;
        }
        var dimension = measure.Part(map);
        return new NonAdditiveDimension
        {
            Name = dimension.Name,
            WindowChoice = dimension.OptionalText("window_choice") ?? "min",
            WindowGroupings = [.. dimension.List("window_groupings").OfType<string>()],
        };
    }

    private static SemanticConfig Config(PropertyEntry element) =>
        new() { Meta = PlainData.Clone(element.Config.GetValueOrDefault("meta") as OrderedDictionary<string, object?> ?? []) };

    private static string? Expression(PropertyEntry element) =>
        element.Data.GetValueOrDefault("expr") is { } value ? PythonText.Str(value) : null;
}
