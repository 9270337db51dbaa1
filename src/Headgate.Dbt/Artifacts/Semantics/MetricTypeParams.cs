using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>What a metric is made of; which keys are set depends on its type.</summary>
public sealed class MetricTypeParams
{
    /// <summary>Measure of a simple or cumulative metric.</summary>
    public MeasureInput? Measure { get; set; }

    /// <summary>All measures below it.</summary>
    public List<MeasureInput> InputMeasures { get; set; } = [];

    /// <summary>Upper part of a ratio.</summary>
    public MetricInput? Numerator { get; set; }

    /// <summary>Lower part of a ratio.</summary>
    public MetricInput? Denominator { get; set; }

    /// <summary>Expression of a derived metric.</summary>
    public string? Expr { get; set; }

    /// <summary>Window, older spelling.</summary>
    public MetricTimeWindow? Window { get; set; }

    /// <summary>Grain to date, older spelling.</summary>
    public string? GrainToDate { get; set; }

    /// <summary>Metrics of a derived metric.</summary>
    public List<MetricInput>? Metrics { get; set; } = [];

    /// <summary>Details of a conversion metric.</summary>
    public ConversionTypeParams? ConversionTypeParams { get; set; }

    /// <summary>Details of a cumulative metric.</summary>
    public CumulativeTypeParams? CumulativeTypeParams { get; set; }

    /// <summary>Aggregation of a metric without a measure; null where a measure is named.</summary>
    public MetricAggregationParams? MetricAggregationParams { get; set; }

    /// <summary>Whether periods without rows are shown; null, and not in the manifest, where measures say so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? JoinToTimespine { get; set; }

    /// <summary>What stands for no value; null, and not in the manifest, for nothing and where measures say so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FillNullsWith { get; set; }

    /// <summary>Whether the metric is there for others alone; null, and not in the manifest, in the older form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsPrivate { get; set; }
}
