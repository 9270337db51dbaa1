using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Configs;

namespace Headgate.Dbt.Project;

/// <summary>A project as <c>dbt_project.yml</c> describes it: the root, or an installed package.</summary>
internal sealed class Package
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version as text, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Folder of <c>dbt_project.yml</c>, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Folders of models.</summary>
    public IReadOnlyList<string> ModelPaths { get; init; } = ["models"];

    /// <summary>Folders of seeds.</summary>
    public IReadOnlyList<string> SeedPaths { get; init; } = ["seeds"];

    /// <summary>Folders of snapshots.</summary>
    public IReadOnlyList<string> SnapshotPaths { get; init; } = ["snapshots"];

    /// <summary>Folders of tests; <c>generic</c> and <c>fixtures</c> below are generic tests and fixtures.</summary>
    public IReadOnlyList<string> TestPaths { get; init; } = ["tests"];

    /// <summary>Folders of macros.</summary>
    public IReadOnlyList<string> MacroPaths { get; init; } = ["macros"];

    /// <summary>Folders of analyses.</summary>
    public IReadOnlyList<string> AnalysisPaths { get; init; } = ["analyses"];

    /// <summary>Folders of functions.</summary>
    public IReadOnlyList<string> FunctionPaths { get; init; } = ["functions"];

    /// <summary>Folders of documentation blocks; all folders of resources where none are given.</summary>
    public IReadOnlyList<string>? DocsPaths { get; init; }

    /// <summary>Folders of pictures for the documentation site.</summary>
    public IReadOnlyList<string> AssetPaths { get; init; } = [];

    /// <summary>Folders that <c>clean</c> removes.</summary>
    public IReadOnlyList<string> CleanTargets { get; init; } = ["target"];

    /// <summary>Folder of installed packages.</summary>
    public string PackagesInstallPath { get; init; } = "dbt_packages";

    /// <summary>Folder of artifacts.</summary>
    public string TargetPath { get; init; } = "target";

    /// <summary>Folder of log files.</summary>
    public string LogPath { get; init; } = "logs";

    /// <summary>Name of the profile, or null.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Variables, not rendered: of all packages, and maps of single packages.</summary>
    public OrderedDictionary<string, object?> Vars { get; init; } = [];

    /// <summary>Where macros of a namespace are searched.</summary>
    public IReadOnlyList<DispatchRule> Dispatch { get; init; } = [];

    /// <summary>Quoting of relations.</summary>
    public QuotingPolicy Quoting { get; init; } = new();

    /// <summary>The comment beside each statement.</summary>
    public QueryCommentSetting QueryComment { get; init; } = QueryCommentSetting.Default;

    /// <summary>Statements before a run.</summary>
    public IReadOnlyList<string> OnRunStart { get; init; } = [];

    /// <summary>Statements after a run.</summary>
    public IReadOnlyList<string> OnRunEnd { get; init; } = [];

    /// <summary>Whether protected models may be referred to by this package alone.</summary>
    public bool RestrictAccess { get; init; }

    /// <summary>Behaviour flags of the project (<c>flags:</c>).</summary>
    public OrderedDictionary<string, object?> Flags { get; init; } = [];

    /// <summary>The rendered project file.</summary>
    public required OrderedDictionary<string, object?> Rendered { get; init; }

    /// <summary>The project file as written.</summary>
    public required OrderedDictionary<string, object?> Unrendered { get; init; }

    /// <summary>True for the package of the engine itself and that of its adapter.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Folders that may hold resources described by property files.</summary>
    public IEnumerable<string> ResourcePaths =>
        ModelPaths
            .Concat(SeedPaths)
            .Concat(SnapshotPaths)
            .Concat(AnalysisPaths)
            .Concat(MacroPaths)
            .Concat(FunctionPaths)
            .Select(path => path.TrimEnd('/'))
            .Distinct();

    /// <summary>Configuration section of a kind of resource, or null.</summary>
    public OrderedDictionary<string, object?>? ConfigSection(ResourceType type) => Section(Rendered, type);

    /// <summary>The same as written.</summary>
    public OrderedDictionary<string, object?>? UnrenderedConfigSection(ResourceType type) => Section(Unrendered, type);

    private static OrderedDictionary<string, object?>? Section(OrderedDictionary<string, object?> file, ResourceType type)
    {
        var name = ConfigTree.SectionOf(type);
        return (file.GetValueOrDefault(name) ?? file.GetValueOrDefault(name.Replace('-', '_'))) as OrderedDictionary<string, object?>;
    }
}
