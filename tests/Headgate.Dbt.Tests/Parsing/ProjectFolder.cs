using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Rendering;

namespace Headgate.Dbt.Tests.Parsing;

/// <summary>A dbt project in a folder of its own, parsed with a DuckDB target.</summary>
internal sealed class ProjectFolder : IDisposable
{
    /// <summary>Loads projects.</summary>
    public static ProjectLoader Loader { get; } = new(YamlRenderers.Instance);

    private readonly Dictionary<string, string> _environment = [];

    public ProjectFolder(string name = "shop")
    {
        Path = Directory.CreateTempSubdirectory("headgate-dbt-").FullName;
        Write("dbt_project.yml", $"name: {name}\nversion: '1.0'\nprofile: p\n");
        WriteProfile("oracle", "main");
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What the parser warned of.</summary>
    public WarningLog Warnings { get; } = new();

    /// <summary>Variables of the command line.</summary>
    public OrderedDictionary<string, object?> Vars { get; } = [];

    /// <summary>A copy of a project of the reference data.</summary>
    public static ProjectFolder CopyOf(string source, string database, string schema)
    {
        var folder = new ProjectFolder();
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            folder.Write(System.IO.Path.GetRelativePath(source, file), File.ReadAllText(file));
        }
        var project =
            File.ReadLines(System.IO.Path.Combine(source, "dbt_project.yml"))
                .FirstOrDefault(line => line.StartsWith("profile:", StringComparison.Ordinal))
            ?? "profile: p";
        folder.WriteProfile(database, schema, project["profile:".Length..].Trim());
        return folder;
    }

    public void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void SetEnvironment(string name, string value) => _environment[name] = value;

    public InvocationSettings Settings(string command = "parse") =>
        new()
        {
            ProjectDir = Path,
            ProfilesDir = Path,
            EnvironmentVariables = _environment,
            Vars = Vars,
            Command = command,
            StartedAt = new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero),
            InvocationId = "00000000-0000-0000-0000-000000000001",
        };

    public LoadedProject Load() => Loader.Load(Settings(), Warnings);

    public Manifest Parse()
    {
        if (File.Exists(System.IO.Path.Combine(Path, "packages.yml")))
        {
            Install();
        }
        return ManifestOf(Load(), Warnings);
    }

    /// <summary>Installs the packages; gives what was said.</summary>
    public IReadOnlyList<string> Install(InstallWish? wish = null, InvocationSettings? settings = null)
    {
        var lines = new List<string>();
        Loader
            .InstallPackagesAsync(
                settings ?? Settings("deps"),
                wish ?? new(),
                TimeProvider.System,
                line => lines.Add(line.Text),
                TestContext.Current.CancellationToken
            )
            .GetAwaiter()
            .GetResult();
        return lines;
    }

    /// <summary>Parses a loaded project as a session does.</summary>
    public static Manifest ManifestOf(LoadedProject project, WarningLog warnings)
    {
        using var adapter = AdapterFactory.Create(project.Target.Type, project.Target.Output, project.Root.Folder, box: null);
        return ManifestParser.Parse(project, adapter, warnings, ParseOutput.None, ParsedBefore.Nothing).Manifest;
    }

    /// <summary>The failure of a project that cannot be parsed, as dbt prints it.</summary>
    public string Failure() => Should.Throw<DbtException>(() => Parse()).Text;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void WriteProfile(string database, string schema, string profile = "p") =>
        Write(
            "profiles.yml",
            $"{profile}:\n  target: dev\n  outputs:\n    dev: {{type: duckdb, path: {database}.duckdb, schema: {schema}, threads: 1}}\n"
        );
}
