namespace Headgate.Metrics.Semantics;

/// <summary>Metrics that are made of others end in simple ones: none is made of itself, and no row of them is endless.</summary>
internal static class MetricCycles
{
    private const int MostLevels = 50;

    /// <summary>Checks all metrics of a project.</summary>
    /// <exception cref="InvalidSemanticManifestException">One is made of itself, of a metric that is not there, or of too many others in a row.</exception>
    public static void Refuse(SemanticManifest manifest)
    {
        var levels = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var metric in manifest.Metrics)
        {
            Level(metric, manifest, levels);
        }
    }

    private static int Level(MetricDefinition metric, SemanticManifest manifest, Dictionary<string, int?> levels)
    {
        if (levels.TryGetValue(metric.Name, out var known))
        {
            return known ?? throw new InvalidSemanticManifestException($"The metric '{metric.Name}' is made of itself.");
        }
        if (levels.Values.Count(level => level is null) > MostLevels)
        {
            throw new InvalidSemanticManifestException($"The metric '{metric.Name}' stands below more than {MostLevels} others in a row.");
        }
        levels[metric.Name] = null;
        var level = metric.Inputs.Select(input => Level(manifest.Metric(input.Metric), manifest, levels) + 1).DefaultIfEmpty(0).Max();
        levels[metric.Name] = level;
        return level;
    }
}
