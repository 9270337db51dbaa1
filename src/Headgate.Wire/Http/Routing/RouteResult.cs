namespace Headgate.Wire;

/// <summary>What a path leads to.</summary>
/// <param name="Ends">The operations of the path, one per method; empty where there is none.</param>
/// <param name="Values">The path's values in order.</param>
/// <param name="BadNumber">True where the path fits but for a number that is none of ours: negative, too large, with leading zeros.</param>
internal readonly record struct RouteResult(IReadOnlyList<RouteEnd> Ends, string[] Values, bool BadNumber)
{
    public static RouteResult None(bool badNumber) => new([], [], badNumber);
}
