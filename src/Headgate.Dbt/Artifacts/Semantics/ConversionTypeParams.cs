namespace Headgate.Dbt.Artifacts;

/// <summary>Details of a conversion metric.</summary>
public sealed class ConversionTypeParams
{
    /// <summary>Events that may convert.</summary>
    public required MeasureInput BaseMeasure { get; set; }

    /// <summary>Conversions.</summary>
    public required MeasureInput ConversionMeasure { get; set; }

    /// <summary>Entity that joins both.</summary>
    public required string Entity { get; set; }

    /// <summary><c>conversions</c> or <c>conversion_rate</c>.</summary>
    public string Calculation { get; set; } = "conversion_rate";

    /// <summary>Time allowed, or null.</summary>
    public MetricTimeWindow? Window { get; set; }

    /// <summary>Properties equal on both sides, or null.</summary>
    public List<ConstantProperty>? ConstantProperties { get; set; }
}
