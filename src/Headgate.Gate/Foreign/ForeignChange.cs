namespace Headgate.Gate.Foreign;

/// <summary>Something of a definition that differs.</summary>
/// <param name="Place">Where in it: <c>description</c>, <c>inputSchema.properties.city.type</c>.</param>
/// <param name="Before">What stood there; null for nothing.</param>
/// <param name="After">What stands there now; null for nothing.</param>
public sealed record ForeignChange(string Place, string? Before, string? After);
