namespace Headgate.Testing;

/// <summary>The folder <c>shared</c> beside the repository, with reference data that only tests read.</summary>
public static class SharedData
{
    /// <summary>The folder, or null where this machine has none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file in it; null where the folder or the file is missing.</summary>
    public static string? File(params string[] path)
    {
        if (Folder is null)
        {
            return null;
        }
        var file = Path.Combine([Folder, .. path]);
        return System.IO.File.Exists(file) ? file : null;
    }

    private static string? Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !System.IO.File.Exists(Path.Combine(at.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        var shared = at?.Parent is null ? null : Path.Combine(at.Parent.FullName, "shared");
        return shared is not null && Directory.Exists(shared) ? shared : null;
    }
}
