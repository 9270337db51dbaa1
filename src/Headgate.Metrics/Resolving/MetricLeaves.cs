using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Resolving;

/// <summary>The simple metrics that others come down to.</summary>
internal static class MetricLeaves
{
    private const int MostLevels = 50;

    /// <summary>The simple metrics whose rows are grouped, in the order in which they are first met. A conversion is grouped by what its base has.</summary>
    public static IReadOnlyList<SimpleMetric> Of(MetricDefinition metric, SemanticManifest manifest)
    {
        var leaves = new List<SimpleMetric>();
        Collect(metric, manifest, leaves, 0, withConversions: false);
        return leaves;
    }

    /// <summary>All of them, those too that only count as conversions.</summary>
    public static IReadOnlyList<SimpleMetric> AllOf(MetricDefinition metric, SemanticManifest manifest)
    {
        var leaves = new List<SimpleMetric>();
        Collect(metric, manifest, leaves, 0, withConversions: true);
        return leaves;
    }

    private static void Collect(
        MetricDefinition metric,
        SemanticManifest manifest,
        List<SimpleMetric> leaves,
        int level,
        bool withConversions
    )
    {
        if (level > MostLevels)
        {
            throw new InvalidSemanticManifestException(
                $"The metric '{metric.Name}' is made of itself, or of more than {MostLevels} others in a row."
            );
        }
        switch (metric)
        {
            case SimpleMetric simple:
                if (!leaves.Contains(simple))
                {
                    leaves.Add(simple);
                }
                break;
            case ConversionMetric conversion when !withConversions:
                Collect(manifest.Metric(conversion.Base.Metric), manifest, leaves, level + 1, withConversions);
                break;
            default:
                foreach (var input in metric.Inputs)
                {
                    Collect(manifest.Metric(input.Metric), manifest, leaves, level + 1, withConversions);
                }
                break;
        }
    }
}
