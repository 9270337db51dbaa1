using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Primary and natural entities of semantic models, and their default time.</summary>
internal static class ModelKeyChecks
{
    public static IEnumerable<string> Find(Manifest manifest) => manifest.SemanticModels.Values.SelectMany(Find);

    /// <summary>Whether a dimension can be a time to aggregate by.</summary>
    public static bool IsTime(SemanticModel model, string name) =>
        model.Dimensions.Exists(dimension => dimension.Name == name && dimension.Type == "time");

    private static IEnumerable<string> Find(SemanticModel model)
    {
        var primary = model.Entities.FindAll(entity => entity.Type == "primary");
        if (primary.Count > 1)
        {
            yield return $"Semantic models can have only one primary entity. The semantic model `{model.Name}` has {primary.Count}: {string.Join(", ", primary.Select(entity => entity.Name))}";
        }
        if (primary.Count > 0 && model.PrimaryEntity is { } key)
        {
            yield return $"The semantic model `{model.Name}` has an entity named `{primary[0].Name}` with type primary but it also has the `primary_entity` field set to `{key}`. Both should not be present in the model.";
        }
        if (primary.Count == 0 && model.PrimaryEntity is null && model.Dimensions.Count > 0)
        {
            yield return $"The semantic model {model.Name} contains dimensions, but it does not define a primary entity. Either add an entity with type PRIMARY or set a value for the primary_entity key.";
        }
        var natural = model.Entities.FindAll(entity => entity.Type == "natural");
        if (natural.Count > 1)
        {
            yield return $"Semantic models can have at most one natural entity, but semantic model `{model.Name}` has {natural.Count}.";
        }
        if (natural.Count > 0 && !model.Dimensions.Exists(dimension => dimension.TypeParams?.ValidityParams is not null))
        {
            yield return $"The use of `natural` entities is currently supported only in conjunction with a validity window defined in the set of time dimensions associated with the semantic model. Semantic model `{model.Name}` uses a natural entity but does not define a validity window!";
        }
        if (model.Defaults?.AggTimeDimension is { } time && !IsTime(model, time))
        {
            yield return $"Default aggregation time dimension was specified as '{time}' which doesn't exist as a time dimension in semantic model named '{model.Name}'.";
        }
    }
}
