using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>A name means the same kind of thing in all semantic models.</summary>
internal static class ElementKinds
{
    public static IEnumerable<string> Find(Manifest manifest)
    {
        var models = manifest.SemanticModels.Values;
        var kinds = models.SelectMany(model =>
            model
                .Entities.Select(entity => (entity.Name, Kind: "entity"))
                .Concat(model.Dimensions.Select(dimension => (dimension.Name, Kind: "dimension")))
                .Concat(model.Measures.Select(measure => (measure.Name, Kind: "measure")))
        );
        foreach (var name in kinds.Distinct().GroupBy(one => one.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"Element `{name.Key}` is used as types [{string.Join(", ", name.Select(one => one.Kind))}] across the semantic models.";
        }
        var dimensions = models.SelectMany(model => model.Dimensions.Select(dimension => (Model: model, Dimension: dimension))).ToList();
        foreach (var name in dimensions.GroupBy(one => one.Dimension.Name, StringComparer.Ordinal))
        {
            var first = name.First().Dimension;
            foreach (var (model, other) in name)
            {
                if (other.Type != first.Type)
                {
                    yield return $"In semantic model `{model.Name}`, type conflict for dimension `{name.Key}` - already in model as type `{first.Type}` but got `{other.Type}`";
                }
                if (other.IsPartition != first.IsPartition)
                {
                    yield return $"In semantic model `{model.Name}`, conflicting is_partition attribute for dimension `{name.Key}` - already in model with value `{first.IsPartition}` but got `{other.IsPartition}`";
                }
            }
        }
        var pairs = dimensions
            .GroupBy(one => (Primary(one.Model), one.Dimension.Name))
            .Where(group => group.Key.Item1 is not null && group.Count() > 1);
        foreach (var pair in pairs)
        {
            yield return $"Duplicate dimension + primary entity pairing detected, dimension `{pair.Key.Name}` and primary entity `{pair.Key.Item1}` are together in semantic models {string.Join(", ", pair.Select(one => one.Model.Name))}.";
        }
    }

    private static string? Primary(SemanticModel model) =>
        model.Entities.Find(entity => entity.Type == "primary")?.Name ?? model.PrimaryEntity;
}
