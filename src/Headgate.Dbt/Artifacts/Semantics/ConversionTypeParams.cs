using System.Text.Json.Serialization;

namespace Headgate.Dbt.Artifacts;

/// <summary>Details of a conversion metric.</summary>
public sealed class ConversionTypeParams
{
    /// <summary>Events that may convert; null where metrics are named.</summary>
    public MeasureInput? BaseMeasure { get; set; }

    /// <summary>Conversions; null where metrics are named.</summary>
    public MeasureInput? ConversionMeasure { get; set; }

    /// <summary>Events that may convert, as a metric; null, and not in the manifest, where measures are named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetricInput? BaseMetric { get; set; }

    /// <summary>Conversions, as a metric; null, and not in the manifest, where measures are named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetricInput? ConversionMetric { get; set; }

    /// <summary>Entity that joins both.</summary>
    public required string Entity { get; set; }

    /// <summary><c>conversions</c> or <c>conversion_rate</c>.</summary>
    public string Calculation { get; set; } = "conversion_rate";

    /// <summary>Time allowed, or null.</summary>
    public MetricTimeWindow? Window { get; set; }

    /// <summary>Properties equal on both sides, or null.</summary>
    public List<ConstantProperty>? ConstantProperties { get; set; }
}
