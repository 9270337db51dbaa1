using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>A metric that counts events which follow others of the same entity.</summary>
internal sealed record ConversionMetric : MetricDefinition
{
    public override string Type => "conversion";

    public required MetricInput Base { get; init; }

    public required MetricInput Conversion { get; init; }

    public required string Entity { get; init; }

    /// <summary>Whether the share of base events is asked for, or the number of conversions.</summary>
    public required bool IsRate { get; init; }

    public TimeWindow? Window { get; init; }

    /// <summary>Columns that both events have to agree in: of the base, of the conversion.</summary>
    public IReadOnlyList<(string Base, string Conversion)> ConstantProperties { get; init; } = [];

    public override IReadOnlyList<MetricInput> Inputs => [Base, Conversion];
}
