namespace Headgate.Dbt.Tests.Commands;

/// <summary>The sample project in a folder of its own, with an empty database.</summary>
internal sealed class OrchardShop : IDisposable
{
    public OrchardShop()
    {
        Folder = Directory.CreateTempSubdirectory("headgate-shop-").FullName;
        var source = Path.Combine(RepositoryRoot(), "samples", "orchard-shop");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.StartsWith("target", StringComparison.Ordinal) || relative.EndsWith(".duckdb", StringComparison.Ordinal))
            {
                continue;
            }
            var copy = Path.Combine(Folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; }

    public string Artifact(string name) => Path.Combine(Folder, "target", name);

    public Task<EngineCall> DbtAsync(string line) => EngineCall.RunAsync(Folder, line);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Headgate.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("Headgate.slnx is in no folder above the tests.");
    }
}
