using Headgate.Metrics.Time;

namespace Headgate.Metrics.Items;

/// <summary>Something that a query groups or filters by, found and unmistakable.</summary>
internal sealed record Item
{
    public const string MetricTime = "metric_time";
    public const string Separator = "__";

    public required ItemKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The entities that lead to it, joined by two underscores.</summary>
    public string Links { get; init; } = "";

    /// <summary>How finely a time is told; null where only a part of it is asked for.</summary>
    public Grain? Grain { get; init; }

    public DatePart? Part { get; init; }

    public bool IsMetricTime => Kind == ItemKind.Time && Links.Length == 0 && Name == MetricTime;

    /// <summary>Its name without grain and part.</summary>
    public string QualifiedName => Links.Length == 0 ? Name : Links + Separator + Name;

    /// <summary>The column of a result.</summary>
    public string Column =>
        Part is { } part ? $"{QualifiedName}__extract_{DateParts.NameOf(part)}"
        : Grain is { } grain ? QualifiedName + Separator + grain.Name
        : QualifiedName;

    public override string ToString() => Column;
}
