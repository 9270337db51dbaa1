using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Measures that do not add up over a time.</summary>
internal static class NonAdditiveChecks
{
    public static IEnumerable<string> Find(Manifest manifest) =>
        manifest.SemanticModels.Values.SelectMany(model =>
            model.Measures.Where(measure => measure.NonAdditiveDimension is not null).SelectMany(measure => Find(model, measure))
        );

    private static IEnumerable<string> Find(SemanticModel model, SemanticMeasure measure)
    {
        var edge = measure.NonAdditiveDimension!;
        var told = $"Measure '{measure.Name}' has a non_additive_dimension with";
        var dimension = model.Dimensions.Find(one => one.Name == edge.Name);
        var time = model.Dimensions.Find(one => one.Name == (measure.AggTimeDimension ?? model.Defaults?.AggTimeDimension));
        if (dimension is null)
        {
            yield return $"{told} name '{edge.Name}' that is not defined as a dimension in semantic model '{model.Name}'.";
        }
        else if (dimension.Type != "time")
        {
            yield return $"{told} name '{edge.Name}' that is defined as a categorical dimension which is not supported.";
        }
        else if (time?.TypeParams is { } own && dimension.TypeParams?.TimeGranularity != own.TimeGranularity)
        {
            yield return $"{told} name '{edge.Name}' that has a base time granularity ({dimension.TypeParams?.TimeGranularity}) that is not equal to the measure's agg_time_dimension {time.Name} with a base granularity of ({own.TimeGranularity}).";
        }
        if (edge.WindowChoice.ToLowerInvariant() is not ("min" or "max"))
        {
            yield return $"{told} an invalid 'window_choice' of '{edge.WindowChoice}'. Only choices supported are 'min' or 'max'.";
        }
        if (edge.WindowGroupings.FindAll(name => !model.Entities.Exists(entity => entity.Name == name)) is { Count: > 0 } unknown)
        {
            yield return $"{told} an invalid 'window_groupings'. These entities {string.Join(", ", unknown.Select(name => $"'{name}'"))} do not exist in the semantic model.";
        }
    }
}
