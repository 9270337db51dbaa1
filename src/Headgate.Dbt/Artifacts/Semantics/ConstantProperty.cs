namespace Headgate.Dbt.Artifacts;

/// <summary>A property that is equal on both sides of a conversion.</summary>
public sealed class ConstantProperty
{
    /// <summary>Name on the base side.</summary>
    public required string BaseProperty { get; set; }

    /// <summary>Name on the conversion side.</summary>
    public required string ConversionProperty { get; set; }
}
