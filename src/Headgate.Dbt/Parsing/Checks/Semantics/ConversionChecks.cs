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
                return Find(manifest, conversion, conversion.BaseMeasure, "base", pair => pair.BaseProperty)
                    .Concat(Find(manifest, conversion, conversion.ConversionMeasure, "conversion", pair => pair.ConversionProperty));
            });

    private static IEnumerable<string> Find(
        Manifest manifest,
        ConversionTypeParams conversion,
        MeasureInput input,
        string side,
        Func<ConstantProperty, string> property
    )
    {
        var model = manifest.SemanticModels.Values.FirstOrDefault(one => one.Measures.Exists(measure => measure.Name == input.Name));
        if (model is null)
        {
            yield break;
        }
        if (!model.Entities.Exists(entity => entity.Name == conversion.Entity))
        {
            yield return $"Entity: {conversion.Entity} not found in {side} semantic model: {model.Name}.";
        }
        var measure = model.Measures.First(one => one.Name == input.Name);
        if (measure.Agg is not ("count" or "count_distinct") && !(measure.Agg == "sum" && measure.Expr == "1"))
        {
            yield return $"For conversion metrics, the input measure must be COUNT/SUM(1)/COUNT_DISTINCT. Measure '{measure.Name}' is agg type: {measure.Agg}";
        }
        foreach (var name in (conversion.ConstantProperties ?? []).Select(property))
        {
            if (!model.Dimensions.Exists(dimension => dimension.Name == name) && !model.Entities.Exists(entity => entity.Name == name))
            {
                yield return $"The provided constant property: {name}, cannot be found in semantic model {model.Name}";
            }
        }
    }
}
