using System.IO.Enumeration;

namespace Headgate.Dbt.Confinement;

/// <summary>
/// Looks through the run's folder before anything in it is read. Neither the engine nor SQL can make links, so what is not there at the start
/// does not come; and DuckDB reads a file by whichever of its names lies in an allowed folder.
/// </summary>
internal static class RunFolderScan
{
    /// <summary>Checks the run's folder and the files that are listed beside it.</summary>
    /// <exception cref="BoxException">A link leads out, a file has further names, or something is no file.</exception>
    public static void Check(Box box)
    {
        foreach (var file in box.Files.Where(box.HasFurtherName))
        {
            throw Wrong(Path.GetFileName(file), "has more than one name (a hard link)");
        }
        try
        {
            foreach (var path in Below(box.Root))
            {
                if (FaultOf(box, path) is { } fault)
                {
                    throw Wrong(Path.GetRelativePath(box.Root, path), fault);
                }
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw Wrong(box.Inner(e.Message), "cannot be looked into");
        }
    }

    private static string? FaultOf(Box box, string path)
    {
        var facts = FileFacts.Of(path);
        if (facts is { IsLink: true } || (facts is null && new FileInfo(path).LinkTarget is not null))
        {
            return box.IsInRun(path) ? null : "is a link that leads out of the run's folder";
        }
        return facts switch
        {
            { IsFolder: true } => null,
            null => OperatingSystem.IsLinux() ? "has a name that cannot be read" : null,
            { IsRegular: false } => "is a pipe, a socket or a device",
            { Links: > 1 } when !IsObjectOfTheClone(box.Root, path) => "has more than one name (a hard link)",
            _ => null,
        };
    }

    /// <summary>A clone of a repository on the same disk shares git's objects with it, which are named after what they hold.</summary>
    private static bool IsObjectOfTheClone(string root, string path)
    {
        var parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
        return parts is [_, ".git", "objects", ..] or [".git", "objects", ..];
    }

    private static FileSystemEnumerable<string> Below(string root) =>
        new(
            root,
            static (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.None,
                IgnoreInaccessible = false,
            }
        )
        {
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private static BoxException Wrong(string name, string fault) =>
        new($"{Box.CommandRefuses}: '{name}' {fault}. Remove it from the project or its packages.");
}
