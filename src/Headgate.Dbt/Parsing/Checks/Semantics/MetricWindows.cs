using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Windows and offsets of metrics, and what derived metrics are made of.</summary>
internal static class MetricWindows
{
    public static IEnumerable<string> Find(Manifest manifest)
    {
        var own = manifest
            .Nodes.Values.Where(node => node.TimeSpine is not null)
            .SelectMany(node => node.TimeSpine!.CustomGranularities)
            .Select(custom => custom.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return manifest.Metrics.Values.SelectMany(metric =>
            metric.Type switch
            {
                "cumulative" => Cumulative(metric, own),
                "derived" => Derived(metric, own),
                "conversion" => Window(metric.TypeParams.ConversionTypeParams?.Window, own, takesOwn: false),
                _ => [],
            }
        );
    }

    private static IEnumerable<string> Cumulative(Metric metric, HashSet<string> own)
    {
        var parameters = metric.TypeParams.CumulativeTypeParams;
        var grain = parameters?.GrainToDate ?? metric.TypeParams.GrainToDate;
        var window = parameters?.Window ?? metric.TypeParams.Window;
        if (window is not null && grain is not null)
        {
            yield return $"Both window and grain_to_date set for cumulative metric '{metric.Name}'. Please set one or the other.";
        }
        if (grain is not null && !IsStandard(grain))
        {
            yield return $"Invalid time granularity found in `grain_to_date`: '{grain}' of metric '{metric.Name}'. Custom granularities are not supported for this field yet.";
        }
        foreach (var wrong in Window(window, own, takesOwn: false))
        {
            yield return wrong;
        }
    }

    private static IEnumerable<string> Derived(Metric metric, HashSet<string> own)
    {
        var inputs = metric.TypeParams.Metrics ?? [];
        if (inputs.Count == 0)
        {
            yield return $"No input metrics found for derived metric '{metric.Name}'. Please add metrics to type_params.metrics.";
        }
        foreach (var input in inputs)
        {
            if (input is { OffsetWindow: not null, OffsetToGrain: not null })
            {
                yield return $"Both offset_window and offset_to_grain set for derived metric '{metric.Name}' on input metric '{input.Name}'. Please set one or the other.";
            }
            if (input.OffsetToGrain is { } grain && !IsStandard(grain))
            {
                yield return $"Invalid time granularity found in `offset_to_grain`: '{grain}' of metric '{metric.Name}'. Custom granularities are not supported for this field yet.";
            }
            foreach (var wrong in Window(input.OffsetWindow, own, takesOwn: true))
            {
                yield return wrong;
            }
        }
    }

    private static IEnumerable<string> Window(MetricTimeWindow? window, HashSet<string> own, bool takesOwn)
    {
        if (window is null || IsStandard(window.Granularity))
        {
            yield break;
        }
        if (!own.Contains(window.Granularity) && !own.Contains(window.Granularity.TrimEnd('s')))
        {
            yield return $"Invalid time granularity '{window.Granularity}' in window: '{window.Count} {window.Granularity}'";
        }
        else if (!takesOwn)
        {
            yield return $"Invalid time granularity '{window.Granularity}' in window: '{window.Count} {window.Granularity}' Custom granularities are not supported for this field yet.";
        }
    }

    private static bool IsStandard(string grain) => EnumChecks.Grains.Contains(grain, StringComparer.OrdinalIgnoreCase);
}
