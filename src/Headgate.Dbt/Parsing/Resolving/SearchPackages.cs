namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Where a name without a package is looked for: the root project, the package that asks, anywhere.</summary>
internal static class SearchPackages
{
    /// <param name="root">Name of the root project.</param>
    /// <param name="asking">Package that asks.</param>
    /// <param name="named">Package that was named, or null.</param>
    public static IReadOnlyList<string?> Of(string root, string asking, string? named) =>
        named is not null ? [named]
        : root == asking ? [root, null]
        : [root, asking, null];
}
