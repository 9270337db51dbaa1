using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary>
/// <c>path:</c>: resources in a file or folder of the root project, or described by a property file there; the path may be a pattern
/// (<c>*</c> stays within a folder, <c>**</c> does not).
/// </summary>
internal sealed class PathMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var wanted = criterion.Text.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToArray();
        var known = new Dictionary<string, bool>();
        return scope
            .Resources.Where(r => Candidates(r).Any(path => Matches(path, wanted, scope.ProjectRoot, known)))
            .Select(r => r.UniqueId);
    }

    private static IEnumerable<string> Candidates(IManifestResource resource)
    {
        for (var path = resource.OriginalFilePath; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            yield return path;
        }
        if (resource is ManifestNode { PatchPath: { } patch })
        {
            yield return patch[(patch.IndexOf("://", StringComparison.Ordinal) + 3)..];
        }
    }

    private static bool Matches(string path, string[] wanted, string root, Dictionary<string, bool> known)
    {
        if (known.TryGetValue(path, out var matches))
        {
            return matches;
        }
        matches = Matches(path.Split('/'), wanted) && Path.Exists(Path.Combine(root, path));
        known[path] = matches;
        return matches;
    }

    private static bool Matches(ReadOnlySpan<string> parts, ReadOnlySpan<string> wanted)
    {
        if (wanted.IsEmpty)
        {
            return parts.IsEmpty;
        }
        if (wanted[0] == "**")
        {
            return Matches(parts, wanted[1..]) || (!parts.IsEmpty && Matches(parts[1..], wanted));
        }
        return !parts.IsEmpty && Glob.Matches(parts[0], wanted[0]) && Matches(parts[1..], wanted[1..]);
    }
}
