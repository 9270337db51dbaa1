namespace Headgate.Metrics.Semantics;

/// <summary>A metric of the project.</summary>
internal abstract record MetricDefinition
{
    public required string Name { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }

    /// <summary>Conditions, as templates, all of which rows have to meet.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The grain of <c>metric_time</c> where a query names none.</summary>
    public string? DefaultGrain { get; init; }

    /// <summary>Whether the project hides it, or it is only part of another.</summary>
    public bool IsPrivate { get; init; }

    public abstract string Type { get; }

    /// <summary>The metrics that it is made of.</summary>
    public virtual IReadOnlyList<MetricInput> Inputs => [];
}
