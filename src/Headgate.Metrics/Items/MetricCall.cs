namespace Headgate.Metrics.Items;

/// <summary>A metric named in a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="GroupBy">The entities by which it is taken, for filters.</param>
internal sealed record MetricCall(string Name, IReadOnlyList<string> GroupBy);
