namespace Headgate.Wire;

/// <summary>An operation at the end of a route, with the names of the route's values.</summary>
internal sealed record RouteEnd(OperationEntry Entry, IReadOnlyList<string> Names);
