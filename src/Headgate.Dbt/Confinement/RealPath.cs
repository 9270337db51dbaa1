namespace Headgate.Dbt.Confinement;

/// <summary>Where a path leads once all links on the way are followed.</summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>The path without links; the part that does not exist is kept as it is. Null where links go round in a circle or no path is meant.</summary>
    public static string? Of(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
        {
            return null;
        }
        var at = Path.GetPathRoot(Path.GetFullPath(path))!;
        var open = new Stack<string>();
        Push(open, Path.GetFullPath(path)[at.Length..]);
        var links = 0;
        while (open.TryPop(out var part))
        {
            if (part == "..")
            {
                at = Path.GetDirectoryName(at) ?? at;
                continue;
            }
            var next = Path.Combine(at, part);
            if (LinkAt(next) is not { } target)
            {
                at = next;
                continue;
            }
            if (++links > MostLinks)
            {
                return null;
            }
            at = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : at;
            Push(open, target);
        }
        return at;
    }

    private static void Push(Stack<string> open, string path)
    {
        foreach (var part in path.Split(Path.DirectorySeparatorChar).Where(p => p is not ("" or ".")).Reverse())
        {
            open.Push(part);
        }
    }

    private static string? LinkAt(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
