using System.Collections.Frozen;

namespace Headgate.Wire;

/// <summary>One place in the tree of routes: what may follow, and what ends here.</summary>
internal sealed class RouteNode
{
    public required FrozenDictionary<string, RouteNode> Literals { get; init; }

    public RouteNode? Number { get; init; }

    public RouteNode? Text { get; init; }

    public RouteNode? Rest { get; init; }

    public required IReadOnlyList<RouteEnd> Ends { get; init; }
}
