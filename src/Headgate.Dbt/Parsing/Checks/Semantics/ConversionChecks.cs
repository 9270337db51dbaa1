using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Conversion metrics: both events have the entity, and both can be counted.</summary>
internal static class ConversionChecks
{
    public static IEnumerable<string> Find(Manifest manifest) =>
        manifest
            .Metrics.Values.Where(metric => metric is { Type: "conversion", TypeParams.ConversionTypeParams: not null })
            .SelectMany(metric =>
            {
                var conversion = metric.TypeParams.ConversionTypeParams!;
                return OfMetric(manifest, metric, conversion.BaseMetric)
                    .Concat(OfMetric(manifest, metric, conversion.ConversionMetric))
                    .Concat(
                        Find(conversion, EventsOf(manifest, conversion.BaseMeasure, conversion.BaseMetric), "base", p => p.BaseProperty)
                    )
                    .Concat(
                        Find(
                            conversion,
                            EventsOf(manifest, conversion.ConversionMeasure, conversion.ConversionMetric),
                            "conversion",
                            p => p.ConversionProperty
                        )
                    );
            });

    private static IEnumerable<string> OfMetric(Manifest manifest, Metric metric, MetricInput? input)
    {
        if (input is not null && Named(manifest, input) is { Type: not "simple" })
        {
            yield return $"Metric '{input.Name}' is not a Simple metric, so it cannot be used as an input for Conversion metric '{metric.Name}'.";
        }
    }

    private static Metric? Named(Manifest manifest, MetricInput input) =>
        manifest.Metrics.Values.FirstOrDefault(metric => metric.Name == input.Name);

    /// <summary>What is counted: a measure, or a metric of either form.</summary>
    private static Events? EventsOf(Manifest manifest, MeasureInput? measure, MetricInput? input)
    {
        if (input is not null && Named(manifest, input)?.TypeParams is { } parameters)
        {
            if (parameters.MetricAggregationParams is { } own)
            {
                return manifest.SemanticModels.Values.FirstOrDefault(one => one.Name == own.SemanticModel) is { } of
                    ? new(of, "metric", input.Name, own.Agg, parameters.Expr)
                    : null;
            }
            measure = parameters.Measure;
        }
        return
            measure is not null
            && manifest.SemanticModels.Values.FirstOrDefault(one => one.Measures.Exists(m => m.Name == measure.Name)) is { } model
            && model.Measures.Find(one => one.Name == measure.Name) is { } found
            ? new(model, "measure", found.Name, found.Agg, found.Expr)
            : null;
    }

    private static IEnumerable<string> Find(
        ConversionTypeParams conversion,
        Events? events,
        string side,
        Func<ConstantProperty, string> property
    )
    {
        if (events is not { Model: var model })
        {
            yield break;
        }
        if (!model.Entities.Exists(entity => entity.Name == conversion.Entity))
        {
            yield return $"Entity: {conversion.Entity} not found in {side} semantic model: {model.Name}.";
        }
        if (events.Agg is not ("count" or "count_distinct") && !(events.Agg == "sum" && events.Expr == "1"))
        {
            var kind = char.ToUpperInvariant(events.Kind[0]) + events.Kind[1..];
            yield return $"For conversion metrics, the input {events.Kind} must be COUNT/SUM(1)/COUNT_DISTINCT. {kind} '{events.Name}' is agg type: {events.Agg}";
        }
        foreach (var name in (conversion.ConstantProperties ?? []).Select(property))
        {
            if (!model.Dimensions.Exists(dimension => dimension.Name == name) && !model.Entities.Exists(entity => entity.Name == name))
            {
                yield return $"The provided constant property: {name}, cannot be found in semantic model {model.Name}";
            }
        }
    }

    private sealed record Events(SemanticModel Model, string Kind, string Name, string Agg, string? Expr);
}
