namespace Headgate.Dbt.Execution.Docs;

/// <summary>A resource as the site shows it.</summary>
internal sealed record DocsResource
{
    /// <summary>Its unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Its kind.</summary>
    public required string Type { get; init; }

    /// <summary>Its name; of a source with that of its group.</summary>
    public required string Name { get; init; }

    /// <summary>Its package.</summary>
    public required string Package { get; init; }

    /// <summary>Its file.</summary>
    public required string Path { get; init; }

    /// <summary>What the project says of it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How it is made.</summary>
    public string? Materialized { get; init; }

    /// <summary>Its name in the database.</summary>
    public string? Relation { get; init; }

    /// <summary>The column that a test looks at.</summary>
    public string? Column { get; init; }

    /// <summary>The resource that a test looks at.</summary>
    public string? Attached { get; init; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<DocsColumn> Columns { get; init; } = [];

    /// <summary>Its code as it is written.</summary>
    public string? Raw { get; init; }

    /// <summary>Its code as it is sent.</summary>
    public string? Compiled { get; init; }

    /// <summary>What it needs.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}
