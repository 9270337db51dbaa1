namespace Headgate.Dbt.Artifacts;

/// <summary>One condition.</summary>
public sealed record WhereFilter
{
    /// <summary>Template text with <c>Dimension()</c>, <c>Entity()</c> and so on.</summary>
    public required string WhereSqlTemplate { get; set; }
}
