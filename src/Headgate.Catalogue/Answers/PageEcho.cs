namespace Headgate.Catalogue;

/// <summary>What a list says of the question that it answers, in <c>extra</c>.</summary>
/// <param name="Limit">Records of a page.</param>
/// <param name="Offset">Records passed over.</param>
/// <param name="OrderBy">The keys of its order, with a minus for descending.</param>
/// <param name="Filters">The filters that were applied, as they were sent.</param>
public sealed record PageEcho(int Limit, int Offset, string OrderBy, IReadOnlyList<KeyValuePair<string, string>> Filters)
{
    /// <summary>Of a list that has no pages: everything is on the first.</summary>
    public static PageEcho Whole { get; } = new(100, 0, "id", []);
}
