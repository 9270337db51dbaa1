using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Ties metrics to their measures and to each other, saved queries to metrics, semantic models to relations.</summary>
internal sealed class SemanticResolver(Manifest manifest, LoadedProject project)
{
    private readonly HashSet<string> _done = [];
    private readonly HashSet<string> _open = [];

    /// <summary>Resolves all.</summary>
    /// <exception cref="DbtException">A measure or metric is not there, or metrics lead back to themselves.</exception>
    public void Resolve()
    {
        foreach (var model in manifest.SemanticModels.Values)
        {
            if (model.DependsOn.Nodes.Count > 0 && manifest.Nodes.TryGetValue(model.DependsOn.Nodes[0], out var node))
            {
                model.NodeRelation = new NodeRelation
                {
                    Alias = node.Alias,
                    SchemaName = node.Schema,
                    Database = node.Database,
                    RelationName = node.RelationName,
                };
            }
        }
        foreach (var metric in manifest.Metrics.Values)
        {
            Resolve(metric);
        }
        foreach (var query in manifest.SavedQueries.Values)
        {
            foreach (var name in query.QueryParams.Metrics)
            {
                Add(query.DependsOn, FindMetric(name, query.PackageName, query).UniqueId);
            }
        }
    }

    private void Resolve(Metric metric)
    {
        if (_done.Contains(metric.UniqueId))
        {
            return;
        }
        if (!_open.Add(metric.UniqueId))
        {
            throw new DbtException(DbtErrorKind.Parsing, $"The metric `{metric.Name}` depends on itself.");
        }
        var parameters = metric.TypeParams;
        if (parameters.MetricAggregationParams is { } own)
        {
            AddModel(metric, own.SemanticModel);
        }
        else if (parameters.CumulativeTypeParams?.Metric is { } summed)
        {
            AddMetric(metric, summed);
        }
        else if (metric.Type is "simple" or "cumulative")
        {
            AddMeasure(metric, parameters.Measure ?? throw Incomplete(metric, "measure"));
        }
        else if (metric.Type == "conversion")
        {
            var conversion = parameters.ConversionTypeParams ?? throw Incomplete(metric, "conversion_type_params");
            AddEvents(metric, conversion.BaseMeasure, conversion.BaseMetric);
            AddEvents(metric, conversion.ConversionMeasure, conversion.ConversionMetric);
        }
        else
        {
            foreach (var input in Inputs(metric))
            {
                AddMetric(metric, input);
            }
        }

        _open.Remove(metric.UniqueId);
        _done.Add(metric.UniqueId);
    }

    private static List<MetricInput> Inputs(Metric metric)
    {
        if (metric.Type == "derived")
        {
            return metric.TypeParams.Metrics is { Count: > 0 } metrics ? metrics : throw Incomplete(metric, "metrics");
        }
        return
        [
            metric.TypeParams.Numerator ?? throw Incomplete(metric, "numerator"),
            metric.TypeParams.Denominator ?? throw Incomplete(metric, "denominator"),
        ];
    }

    private void AddMetric(Metric metric, MetricInput input)
    {
        var target = FindMetric(input.Name, metric.PackageName, metric);
        Resolve(target);
        foreach (var measure in target.TypeParams.InputMeasures)
        {
            AddInputMeasure(metric, measure);
        }
        Add(metric.DependsOn, target.UniqueId);
    }

    private void AddEvents(Metric metric, MeasureInput? measure, MetricInput? input)
    {
        if (measure is not null)
        {
            AddMeasure(metric, measure);
        }
        else
        {
            AddMetric(metric, input ?? throw Incomplete(metric, "conversion_type_params"));
        }
    }

    private void AddModel(Metric metric, string name)
    {
        var model =
            Candidates(manifest.SemanticModels.Values.Where(model => model.Name == name), metric.PackageName)
            ?? throw new DbtException(
                DbtErrorKind.Parsing,
                $"Metric '{metric.Name}' references semantic model '{name}', but that semantic model could not be found."
            );
        Add(metric.DependsOn, model.UniqueId);
    }

    private void AddMeasure(Metric metric, MeasureInput measure)
    {
        var model =
            Candidates(
                manifest.SemanticModels.Values.Where(model => model.Measures.Exists(other => other.Name == measure.Name)),
                metric.PackageName
            )
            ?? throw new DbtException(
                DbtErrorKind.Parsing,
                $"A semantic model having a measure `{measure.Name}` does not exist but was referenced.\nThe metric that refers to it is `{metric.Name}` ({metric.OriginalFilePath})."
            );
        AddInputMeasure(metric, measure);
        Add(metric.DependsOn, model.UniqueId);
    }

    private static void AddInputMeasure(Metric metric, MeasureInput measure)
    {
        var known = metric.TypeParams.InputMeasures;
        if (!known.Exists(other => IsSame(other, measure)))
        {
            known.Add(measure);
        }
    }

    private static bool IsSame(MeasureInput left, MeasureInput right) =>
        left.Name == right.Name
        && left.Alias == right.Alias
        && left.JoinToTimespine == right.JoinToTimespine
        && left.FillNullsWith == right.FillNullsWith
        && (left.Filter?.Filters ?? []).SequenceEqual(right.Filter?.Filters ?? []);

    private Metric FindMetric(string name, string package, IManifestResource asking)
    {
        var found = Candidates(manifest.Metrics.Values.Where(metric => metric.Name == name), package);
        if (found is not null)
        {
            return found;
        }
        var isDisabled = manifest.Disabled.Values.SelectMany(list => list).OfType<Metric>().Any(metric => metric.Name == name);
        throw new DbtException(
            DbtErrorKind.Parsing,
            isDisabled
                ? $"The metric `{name}` is disabled and thus cannot be referenced."
                : $"The metric `{name}` does not exist but was referenced by {asking.ResourceType.Word().Replace('_', ' ')} `{asking.Name}`."
        );
    }

    private T? Candidates<T>(IEnumerable<T> resources, string asking)
        where T : class, IManifestResource
    {
        var list = resources.ToList();
        foreach (var package in SearchPackages.Of(project.Root.Name, asking, named: null))
        {
            if (list.Find(resource => package is null || resource.PackageName == package) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private static void Add(DependsOn dependsOn, string uniqueId)
    {
        if (!dependsOn.Nodes.Contains(uniqueId))
        {
            dependsOn.Nodes.Add(uniqueId);
        }
    }

    private static DbtException Incomplete(Metric metric, string key) =>
        new(DbtErrorKind.Parsing, $"The {metric.Type} metric `{metric.Name}` in {metric.OriginalFilePath} has no type_params.{key}.");
}
