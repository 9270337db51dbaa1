using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Parses metrics.</summary>
internal sealed class MetricParser(ParseScope scope)
{
    private static readonly string[] Types = ["simple", "ratio", "cumulative", "derived", "conversion"];

    /// <summary>The metric of an entry.</summary>
    /// <exception cref="DbtException">A key is missing or has the wrong form.</exception>
    public Metric Parse(PropertyEntry entry)
    {
        MetricEntries.Check(entry);
        var type = entry.RequiredText("type").ToLowerInvariant();
        if (!Types.Contains(type))
        {
            throw entry.Error($"at path ['type']: '{type}' is not one of {PythonText.Repr(Types.ToList<object?>())}");
        }
        var parameters = TypeParams(type, entry.Part(entry.RequiredMap("type_params")));
        return Create(entry, type, parameters, entry.RequiredText("label"), WhereFilterReader.Read(entry, "filter"));
    }

    /// <summary>The metric that a measure with <c>create_metric</c> stands for.</summary>
    public Metric OfMeasure(PropertyEntry semanticModel, SemanticMeasure measure)
    {
        var data = new OrderedDictionary<string, object?>
        {
            ["name"] = measure.Name,
            ["description"] = measure.Description ?? $"Metric created from measure {measure.Name}",
            ["config"] = new OrderedDictionary<string, object?>
            {
                ["enabled"] = true,
                ["meta"] = PlainData.Clone(measure.Config?.Meta ?? []),
            },
        };
        var parameters = new MetricTypeParams
        {
            Measure = new MeasureInput { Name = measure.Name },
            Expr = measure.Expr ?? measure.Name,
        };
        var entry = new PropertyEntry
        {
            Section = "metrics",
            Package = semanticModel.Package,
            File = semanticModel.File,
            Data = data,
            Line = semanticModel.Line,
        };
        return Create(entry, "simple", parameters, measure.Label ?? measure.Name, filter: null);
    }

    /// <summary>A metric of what was read.</summary>
    public Metric Create(PropertyEntry entry, string type, MetricTypeParams parameters, string label, WhereFilters? filter)
    {
        var package = entry.Package;
        var fqn = Fqn.Of(package.Name, entry.File.RelativePath, entry.Name);
        var properties = NodePatchReader.ReadConfig(entry);
        var config = scope.Configs.Build(ResourceType.Metric, package, fqn, calls: null, properties);
        return new Metric
        {
            Name = entry.Name,
            PackageName = package.Name,
            Path = entry.File.RelativePath,
            OriginalFilePath = entry.File.OriginalPath,
            UniqueId = UniqueIds.Of(ResourceType.Metric, package.Name, entry.Name),
            Fqn = fqn,
            Description = entry.Description,
            Label = label,
            Type = type,
            TypeParams = parameters,
            Filter = filter,
            TimeGranularity = entry.OptionalText("time_granularity"),
            Meta = PlainData.Clone(config.Meta),
            Tags = [.. TagList.Read(entry.Data.GetValueOrDefault("tags"))],
            Config = config,
            UnrenderedConfig = scope.Configs.BuildUnrendered(ResourceType.Metric, package, fqn, calls: null, properties),
            Group = config.Group,
            CreatedAt = scope.CreatedAt,
        };
    }

    private static MetricTypeParams TypeParams(string type, PropertyEntry parameters) =>
        new()
        {
            Measure = MetricInputReader.Measure(parameters, "measure"),
            Numerator = MetricInputReader.Metric(parameters, "numerator"),
            Denominator = MetricInputReader.Metric(parameters, "denominator"),
            Expr = parameters.Data.GetValueOrDefault("expr") is { } expression ? PythonText.Str(expression) : null,
            Window = type == "cumulative" ? TimeWindowReader.Read(parameters, "window") : null,
            GrainToDate = type == "cumulative" ? parameters.OptionalText("grain_to_date") : null,
            Metrics = MetricInputReader.Metrics(parameters, "metrics"),
            ConversionTypeParams = Conversion(parameters),
            CumulativeTypeParams = type == "cumulative" ? Cumulative(parameters) : null,
        };

    private static CumulativeTypeParams Cumulative(PropertyEntry parameters)
    {
        var nested = parameters.Part(parameters.Map("cumulative_type_params") ?? []);
        return new CumulativeTypeParams
        {
            Window = TimeWindowReader.Read(nested, "window") ?? TimeWindowReader.Read(parameters, "window"),
            GrainToDate = nested.OptionalText("grain_to_date") ?? parameters.OptionalText("grain_to_date"),
            PeriodAgg = nested.OptionalText("period_agg") ?? "first",
        };
    }

    private static ConversionTypeParams? Conversion(PropertyEntry parameters)
    {
        if (parameters.Map("conversion_type_params") is not { } map)
        {
            return null;
        }
        var conversion = parameters.Part(map);
        return new ConversionTypeParams
        {
            BaseMeasure =
                MetricInputReader.Measure(conversion, "base_measure")
                ?? throw conversion.Error("base_measure is required for conversion metrics that use type_params."),
            ConversionMeasure =
                MetricInputReader.Measure(conversion, "conversion_measure")
                ?? throw conversion.Error("conversion_measure is required for conversion metrics that use type_params."),
            Entity = conversion.RequiredText("entity"),
            Calculation = conversion.OptionalText("calculation") ?? "conversion_rate",
            Window = TimeWindowReader.Read(conversion, "window"),
            ConstantProperties = map.ContainsKey("constant_properties")
                ?
                [
                    .. conversion
                        .Maps("constant_properties")
                        .Select(conversion.Part)
                        .Select(pair => new ConstantProperty
                        {
                            BaseProperty = pair.RequiredText("base_property"),
                            ConversionProperty = pair.RequiredText("conversion_property"),
                        }),
                ]
                : null,
        };
    }
}
