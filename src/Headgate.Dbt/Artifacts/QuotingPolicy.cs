namespace Headgate.Dbt.Artifacts;

/// <summary>Which parts of a relation's name are quoted; null takes the project's or adapter's default.</summary>
public sealed class QuotingPolicy
{
    /// <summary>Quote the database.</summary>
    public bool? Database { get; set; }

    /// <summary>Quote the schema.</summary>
    public bool? Schema { get; set; }

    /// <summary>Quote the relation.</summary>
    public bool? Identifier { get; set; }

    /// <summary>Quote columns.</summary>
    public bool? Column { get; set; }
}
