namespace Headgate.Metrics;

/// <summary>A metric that can be asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>simple</c>, <c>ratio</c>, <c>derived</c>, <c>cumulative</c> or <c>conversion</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Description">What the project says of it.</param>
/// <param name="NeedsTime">Whether a query of it has to group by <c>metric_time</c>.</param>
public sealed record MetricSummary(string Name, string Type, string? Label, string? Description, bool NeedsTime);
