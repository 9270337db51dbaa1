namespace Headgate.Dbt.Project.Rendering;

/// <summary>Which parts of <c>dbt_project.yml</c> are rendered when it is read; hooks and variables wait until they are used.</summary>
internal static class ProjectRendering
{
    public static bool IsRendered(IReadOnlyList<string> path)
    {
        if (path.Count == 0)
        {
            return true;
        }
        if (path[0] is "on-run-start" or "on-run-end" or "query-comment" or "vars")
        {
            return false;
        }
        if (path[0] is not ("models" or "seeds" or "snapshots" or "tests" or "data_tests"))
        {
            return true;
        }
        foreach (var part in path)
        {
            if (part.TrimStart('+', ' ') is "pre-hook" or "post-hook" or "pre_hook" or "post_hook")
            {
                return false;
            }
        }
        return true;
    }
}
