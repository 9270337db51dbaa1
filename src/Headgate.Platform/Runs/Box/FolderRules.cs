using Headgate.Platform.Adapters;

namespace Headgate.Platform.Runs.Box;

/// <summary>Which folders of this server a run may be given. Links are resolved first, and the data folder is never among them.</summary>
public static class FolderRules
{
    /// <summary>The folder inside the data folder that repositories may lie in, where the operator lists it.</summary>
    public const string Projects = "projects";

    /// <summary>The folder inside the data folder that warehouses lie in.</summary>
    public const string Warehouse = "warehouse";

    /// <summary>Why a repository may not be taken from a folder; null where it may.</summary>
    public static string? FaultOfRepository(string folder, IReadOnlyList<string> roots, string dataFolder)
    {
        var real = Real(folder);
        if (!roots.Any(root => IsInside(real, Real(root))))
        {
            return $"The folder {folder} is not in a folder that the operator lists in runs.folders.";
        }
        return IsInside(real, Real(dataFolder)) && !IsBelow(real, Path.Combine(Real(dataFolder), Projects))
            ? $"The folder {folder} belongs to the server's own data."
            : null;
    }

    /// <summary>Why a warehouse may not lie at a path; null where it may.</summary>
    public static string? FaultOfWarehouse(string file, IReadOnlyList<string> roots, string dataFolder)
    {
        if (FileFacts.Of(file) is { } facts && facts is not { IsRegular: true, Links: 1 })
        {
            return $"the warehouse {Path.GetFileName(file)} is a link, has a second name, or is no file: name the file itself";
        }
        var (folder, data) = (Real(Path.GetDirectoryName(file)!), Real(dataFolder));
        var allowed = IsInside(folder, data)
            ? IsInside(folder, Path.Combine(data, Warehouse)) || (folder == data && WarehouseKinds.All.Any(k => k.File?.Owns(file) == true))
            : roots.Any(root => IsInside(folder, Real(root)));
        return allowed
            ? null
            : $"the warehouse {Path.GetFileName(file)} lies where no warehouse may: in the data folder, its folder \"{Warehouse}\", "
                + "or below a folder that the operator lists in runs.warehouses";
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    public static bool IsInside(string path, string folder) => path == folder || IsBelow(path, folder);

    /// <summary>The path without links; what does not exist is taken as it is.</summary>
    public static string Real(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }
        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        try
        {
            return new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
        }
        catch (IOException)
        {
            // A ring of links leads nowhere.
            return here;
        }
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || (folder == "/" && path.Length > 1);
}
