namespace Headgate.Dbt.Artifacts;

/// <summary>A model's promise about its columns.</summary>
public sealed class Contract
{
    /// <summary>Whether the shape is checked before the model is built.</summary>
    public bool Enforced { get; set; }

    /// <summary>Whether generic type names are translated to the database's.</summary>
    public bool AliasTypes { get; set; } = true;

    /// <summary>Digest of names and types, or null where not enforced.</summary>
    public string? Checksum { get; set; }
}
