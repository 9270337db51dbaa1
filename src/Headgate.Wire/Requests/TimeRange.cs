namespace Headgate.Wire;

/// <summary>A range of times, both ends included.</summary>
/// <param name="From">The earliest.</param>
/// <param name="To">The latest.</param>
public readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To);
