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
                return path[0] != "description" && !IsAgeQuery(path) && !(path[0] == "tables" && IsLater(path, 2));
            case "macros":
                return !(path[0] == "arguments" ? IsLater(path, 1) : IsLater(path, 0));
            case "metrics":
                return path[^1] != "filter" && !path.Contains("filter") && !IsLater(path, 0);
            case "saved_queries":
                return !(path.Count > 1 && path[0] == "query_params" && path[1] == "where") && !IsLater(path, 0);
            case "models" when IsSemantic(path):
                return !path.Contains("filter") && !IsWord(path[^1]);
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

    /// <summary>Metrics of a model, and what its columns and itself are in the semantic layer.</summary>
    private static bool IsSemantic(IReadOnlyList<string> path) =>
        path[0] is "metrics" or "derived_semantics" or "semantic_model"
        || (path.Count > 3 && path[0] == "columns" && path[2] is "dimension" or "entity");

    /// <summary>Hooks speak of the node that runs them.</summary>
    private static bool IsHook(IReadOnlyList<string> path) =>
        path.Count > 1 && path[0] == "config" && path[1] is "pre_hook" or "post_hook" or "pre-hook" or "post-hook";

    /// <summary>The query for the age of a source is rendered when it is asked.</summary>
    private static bool IsAgeQuery(IReadOnlyList<string> path) => path.Count > 0 && path[^1] == "loaded_at_query";

    private static bool IsWord(string key) => key is "description" or "tests" or "data_tests";
}
