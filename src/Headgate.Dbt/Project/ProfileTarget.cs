namespace Headgate.Dbt.Project;

/// <summary>The chosen output of a profile.</summary>
internal sealed record ProfileTarget
{
    /// <summary>Name of the profile.</summary>
    public required string ProfileName { get; init; }

    /// <summary>Name of the target.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of database, as <c>duckdb</c>.</summary>
    public required string Type { get; init; }

    /// <summary>How many nodes run at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The rendered keys of the output; secrets among them, so never print it.</summary>
    public required OrderedDictionary<string, object?> Output { get; init; }

    /// <summary>Database of the target, as the adapter sees it.</summary>
    public string? Database { get; init; }

    /// <summary>Schema of the target.</summary>
    public required string Schema { get; init; }

    /// <summary>The keys that templates may read besides, as host, port and path; never secrets.</summary>
    public IReadOnlyDictionary<string, object?> Public { get; init; } = new Dictionary<string, object?>();

    /// <inheritdoc/>
    public override string ToString() => $"{ProfileName}.{Name} ({Type})";
}
