using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>A metric as an input of another.</summary>
internal sealed record MetricInput(string Metric)
{
    public string? Alias { get; init; }

    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>How far back its values are taken from.</summary>
    public TimeWindow? OffsetWindow { get; init; }

    /// <summary>The period at whose beginning its values are taken.</summary>
    public TimeUnit? OffsetToGrain { get; init; }

    public bool HasOffset => OffsetWindow is not null || OffsetToGrain is not null;

    /// <summary>What it is called in the expression of the metric that it is an input of.</summary>
    public string Name => Alias ?? Metric;
}
