namespace Headgate.Dbt.Project.Rendering;

/// <summary>Which parts of a property file's entry are rendered when it is read; descriptions and tests wait until everything is known.</summary>
internal static class PropertyRendering
{
    /// <summary>Whether a path is rendered.</summary>
    /// <param name="section">Section of the file.</param>
    /// <param name="path">Keys that lead to the value; elements of lists count as <see cref="YamlRenderer.ListItem"/>.</param>
    public static bool IsRendered(string section, IReadOnlyList<string> path)
    {
        if (path.Count == 0)
        {
            return true;
        }
        switch (section)
        {
            case "sources":
                return path[0] != "description" && !(path[0] == "tables" && IsLater(path, 2));
            case "macros":
                return !(path[0] == "arguments" ? IsLater(path, 1) : IsLater(path, 0));
            case "metrics":
                return path[^1] != "filter" && !path.Contains("filter") && !IsLater(path, 0);
            case "saved_queries":
                return !(path.Count > 1 && path[0] == "query_params" && path[1] == "where") && !IsLater(path, 0);
            default:
                return !IsLater(path, 0) && !IsHook(path);
        }
    }

    /// <summary>Descriptions and tests of the entry, of its columns and the like, and of the columns of its versions.</summary>
    private static bool IsLater(IReadOnlyList<string> path, int from)
    {
        if (path.Count <= from)
        {
            return false;
        }
        if (IsWord(path[from]) || (path.Count > from + 1 && IsWord(path[from + 1])))
        {
            return true;
        }
        if (path.Count > from + 2 && path[from] is "columns" or "dimensions" or "measures" or "entities" && IsWord(path[from + 2]))
        {
            return true;
        }
        return path.Count > from + 2
            && path[from] == "versions"
            && (IsWord(path[from + 2]) || (path.Count > from + 4 && IsWord(path[from + 4])));
    }

    /// <summary>Hooks speak of the node that runs them.</summary>
    private static bool IsHook(IReadOnlyList<string> path) =>
        path.Count > 1 && path[0] == "config" && path[1] is "pre_hook" or "post_hook" or "pre-hook" or "post-hook";

    private static bool IsWord(string key) => key is "description" or "tests" or "data_tests";
}
