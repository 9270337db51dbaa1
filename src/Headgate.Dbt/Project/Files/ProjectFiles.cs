using Headgate.Dbt.Macros;

namespace Headgate.Dbt.Project.Files;

/// <summary>The files of one package, read and sorted by what they hold.</summary>
internal sealed class ProjectFiles
{
    private const string Generic = "generic";
    private const string Fixtures = "fixtures";

    /// <summary>Files of macros, those of generic tests among them.</summary>
    public required IReadOnlyList<SourceFile> Macros { get; init; }

    /// <summary>Files of models.</summary>
    public IReadOnlyList<SourceFile> Models { get; init; } = [];

    /// <summary>Files of snapshot blocks.</summary>
    public IReadOnlyList<SourceFile> Snapshots { get; init; } = [];

    /// <summary>Files of analyses.</summary>
    public IReadOnlyList<SourceFile> Analyses { get; init; } = [];

    /// <summary>Files of singular tests.</summary>
    public IReadOnlyList<SourceFile> Tests { get; init; } = [];

    /// <summary>Files of seeds.</summary>
    public IReadOnlyList<SourceFile> Seeds { get; init; } = [];

    /// <summary>Files of functions.</summary>
    public IReadOnlyList<SourceFile> Functions { get; init; } = [];

    /// <summary>Files of documentation blocks.</summary>
    public IReadOnlyList<SourceFile> Docs { get; init; } = [];

    /// <summary>Property files.</summary>
    public IReadOnlyList<SourceFile> Properties { get; init; } = [];

    /// <summary>Fixture files of unit tests.</summary>
    public IReadOnlyList<SourceFile> UnitTestFixtures { get; init; } = [];

    /// <summary>Reads the files of a package.</summary>
    public static ProjectFiles Read(Package package)
    {
        if (package.IsEmbedded)
        {
            return ReadEmbedded(package);
        }
        var search = new FileSearch(package.Folder, IgnoreRules.Read(package.Folder));
        var resources = package.ResourcePaths.ToList();
        return new ProjectFiles
        {
            Macros =
            [
                .. search.Read(package.MacroPaths, ".sql"),
                .. search.Read(package.TestPaths.Select(path => $"{path.TrimEnd('/')}/{Generic}"), ".sql"),
            ],
            Models = search.Read(package.ModelPaths, ".sql", ".py"),
            Snapshots = search.Read(package.SnapshotPaths, ".sql"),
            Analyses = search.Read(package.AnalysisPaths, ".sql"),
            Tests = [.. search.Read(package.TestPaths, ".sql").Where(file => !IsBelow(file, Generic) && !IsBelow(file, Fixtures))],
            Functions = search.Read(package.FunctionPaths, ".sql", ".py", ".js"),
            Seeds = search.ReadSeeds(package.SeedPaths),
            Docs = search.Read(
                package.DocsPaths ?? [.. resources.Concat(package.TestPaths.Select(path => path.TrimEnd('/'))).Distinct()],
                ".md"
            ),
            Properties = search.Read(resources.Concat(package.TestPaths.Select(path => path.TrimEnd('/'))).Distinct(), ".yml", ".yaml"),
            UnitTestFixtures = search.Read(package.TestPaths.Select(path => $"{path.TrimEnd('/')}/{Fixtures}"), ".csv", ".sql"),
        };
    }

    private static bool IsBelow(SourceFile file, string folder) => file.RelativePath.StartsWith(folder + "/", StringComparison.Ordinal);

    private static ProjectFiles ReadEmbedded(Package package)
    {
        var files = EmbeddedMacros.Files(package.Name).ToLookup(file => Path.GetExtension(file.Path));
        return new ProjectFiles { Macros = [.. files[".sql"].Select(AsSource)], Docs = [.. files[".md"].Select(AsSource)] };
    }

    private static SourceFile AsSource(EmbeddedFile file) =>
        new("macros", file.Path["macros/".Length..], file.Text.Trim(), new Artifacts.Checksum());
}
