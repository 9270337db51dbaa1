namespace Headgate.Dbt.Artifacts;

/// <summary>Dimension over which a measure must not be added.</summary>
public sealed class NonAdditiveDimension
{
    /// <summary>Time dimension.</summary>
    public required string Name { get; set; }

    /// <summary><c>min</c> or <c>max</c>.</summary>
    public string WindowChoice { get; set; } = "min";

    /// <summary>Entities to group by.</summary>
    public List<string> WindowGroupings { get; set; } = [];
}
