namespace Headgate.Metrics;

/// <summary>Something that metrics can be grouped and filtered by.</summary>
/// <param name="Name">Its whole name without grain: <c>customer__region__opened_on</c>.</param>
/// <param name="Kind"><c>categorical</c>, <c>time</c> or <c>entity</c>.</param>
/// <param name="Description">What the project says of it.</param>
public sealed record QueryableItem(string Name, string Kind, string? Description)
{
    /// <summary>The semantic model that has it; null for <c>metric_time</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Its name in that model.</summary>
    public string? Element { get; init; }

    /// <summary>The grains that a time can be asked for in, from the finest.</summary>
    public IReadOnlyList<string> Grains { get; init; } = [];

    /// <summary>The parts of a date that can be asked for.</summary>
    public IReadOnlyList<string> DateParts { get; init; } = [];

    /// <summary>Every name under which a query can group by it.</summary>
    public IReadOnlyList<string> Columns =>
        Kind == "time" ? [.. Grains.Select(grain => $"{Name}__{grain}"), .. DateParts.Select(part => $"{Name}__extract_{part}")] : [Name];
}
