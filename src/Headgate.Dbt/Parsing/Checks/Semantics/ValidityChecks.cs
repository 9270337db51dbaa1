using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Semantic models whose rows hold from one time to another.</summary>
internal static class ValidityChecks
{
    public static IEnumerable<string> Find(Manifest manifest) =>
        manifest.SemanticModels.Values.SelectMany(model =>
        {
            var bounds = model.Dimensions.FindAll(dimension => dimension.TypeParams?.ValidityParams is not null);
            return bounds.Count == 0 ? [] : Find(model, bounds);
        });

    private static IEnumerable<string> Find(SemanticModel model, List<SemanticDimension> bounds)
    {
        const string Rule = "There must be exactly two time dimensions with validity params, one marked `is_start` and the other `is_end`.";
        if (bounds.Exists(bound => bound.TypeParams!.ValidityParams is { IsStart: true, IsEnd: true }))
        {
            yield return $"Semantic model {model.Name} has a single validity param dimension that defines its window. {Rule}";
        }
        else if (bounds.Count != 2)
        {
            yield return $"Semantic model {model.Name} has {bounds.Count} dimensions defined with validity params. {Rule}";
        }
        else if (
            bounds.Count(bound => bound.TypeParams!.ValidityParams!.IsStart) != 1
            || bounds.Count(bound => bound.TypeParams!.ValidityParams!.IsEnd) != 1
        )
        {
            yield return $"Semantic model {model.Name} has two validity param dimensions defined, but they are not one start and one end. {Rule}";
        }
        if (!model.Entities.Exists(entity => entity.Type == "natural"))
        {
            yield return $"Semantic model {model.Name} has validity param dimensions defined, but does not have an entity with type `natural` set.";
        }
        if (model.Entities.Exists(entity => entity.Type is "primary" or "unique"))
        {
            yield return $"Semantic model {model.Name} has validity param dimensions defined and also has one or more entities designated as `primary` or `unique`. This is not yet supported.";
        }
        if (model.Measures.Count > 0)
        {
            yield return $"Semantic model {model.Name} has both measures and validity param dimensions defined. This is not currently supported! Please remove either the measures or the validity params.";
        }
    }
}
