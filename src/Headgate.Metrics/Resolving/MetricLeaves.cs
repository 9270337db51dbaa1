using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Resolving;

/// <summary>What metrics come down to. Each metric is visited once, however often others name it.</summary>
internal static class MetricLeaves
{
    /// <summary>The simple metrics whose rows are grouped, in the order in which they are first met. A conversion is grouped by what its base has.</summary>
    public static IReadOnlyList<SimpleMetric> Of(MetricDefinition metric, SemanticManifest manifest) =>
        [.. Below(metric, manifest, one => one is ConversionMetric conversion ? [conversion.Base] : one.Inputs).OfType<SimpleMetric>()];

    /// <summary>All of them, those too that only count as conversions.</summary>
    public static IReadOnlyList<SimpleMetric> AllOf(MetricDefinition metric, SemanticManifest manifest) =>
        [.. Below(metric, manifest).OfType<SimpleMetric>()];

    /// <summary>A metric and all that it is made of.</summary>
    public static IReadOnlyList<MetricDefinition> Below(MetricDefinition metric, SemanticManifest manifest) =>
        Below(metric, manifest, one => one.Inputs);

    private static List<MetricDefinition> Below(
        MetricDefinition metric,
        SemanticManifest manifest,
        Func<MetricDefinition, IReadOnlyList<MetricInput>> inputs
    )
    {
        var found = new List<MetricDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Visit(MetricDefinition one)
        {
            if (!seen.Add(one.Name))
            {
                return;
            }
            found.Add(one);
            foreach (var input in inputs(one))
            {
                Visit(manifest.Metric(input.Metric));
            }
        }
        Visit(metric);
        return found;
    }
}
