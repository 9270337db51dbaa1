namespace Headgate.Catalogue;

/// <summary>A span of time.</summary>
/// <param name="From">The first moment of it.</param>
/// <param name="To">The last moment of it.</param>
public readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To);
