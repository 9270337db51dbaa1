namespace Headgate.Dbt.Tests.Golden;

/// <summary>What dbt Core itself gives for the projects of the reference data, which lies beside the repository.</summary>
internal static class GoldenData
{
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the reference data; skips the test where the data is absent.</summary>
    public static string PathOf(string relative)
    {
        var path = Path.Combine(Root, "golden", relative);
        Assert.SkipUnless(Path.Exists(path), $"Reference data is not at hand: ../shared/golden/{relative}.");
        return path;
    }

    /// <summary>A published schema; skips the test where it is absent.</summary>
    public static string SchemaOf(string name)
    {
        var path = Path.Combine(Root, "schemas", name);
        Assert.SkipUnless(File.Exists(path), $"Reference data is not at hand: ../shared/schemas/{name}.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Headgate.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder?.Parent?.FullName ?? "/", "shared");
    }
}
