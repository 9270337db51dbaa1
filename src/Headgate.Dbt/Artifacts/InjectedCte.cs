namespace Headgate.Dbt.Artifacts;

/// <summary>An ephemeral model that was prepended to a compiled query.</summary>
public sealed record InjectedCte
{
    /// <summary>Unique id of the ephemeral model.</summary>
    public required string Id { get; set; }

    /// <summary>Text of the common table expression.</summary>
    public required string Sql { get; set; }
}
