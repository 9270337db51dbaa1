namespace Headgate.Platform.Adapters;

/// <summary>What the platform knows of a database that its engine works with, from the declaration beside the engine's adapter.</summary>
internal sealed record WarehouseKind
{
    /// <summary>The type as in profiles.yml.</summary>
    public required string Type { get; init; }

    /// <summary>The database's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The schema in which models are built where nobody names one.</summary>
    public required string Schema { get; init; }

    /// <summary>How it is a file; null for a server.</summary>
    public WarehouseFileKind? File { get; init; }

    /// <summary>The port of its servers where a connection names none; null for a file.</summary>
    public int? Port { get; init; }

    /// <summary>The only keys of a profile that an environment's extended attributes may set; null for all that lead nowhere else.</summary>
    public IReadOnlySet<string>? Attributes { get; init; }

    /// <summary>What a connection has.</summary>
    public required AdapterFields Settings { get; init; }
}
