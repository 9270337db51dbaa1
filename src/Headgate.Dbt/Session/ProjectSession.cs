using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context;
using Headgate.Dbt.Graph;
using Headgate.Dbt.Parsing;
using Headgate.Dbt.Parsing.Kept;
using Headgate.Dbt.Project;
using Headgate.Dbt.Selection;
using Headgate.Dbt.Selection.State;

namespace Headgate.Dbt.Session;

/// <summary>A call's project: loaded, parsed, with its graph and its adapter.</summary>
internal sealed class ProjectSession : IDisposable
{
    private readonly Task _keeping;
    private string? _keptAs;

    /// <summary>Opens a parsed project.</summary>
    /// <exception cref="DbtException">The resources need each other in a circle, or the state that the call names cannot be read.</exception>
    public ProjectSession(Invocation invocation, LoadedProject project, IAdapter adapter, ParsedProject parsed)
    {
        Invocation = invocation;
        Project = project;
        Adapter = adapter;
        Manifest = parsed.Manifest;
        Macros = parsed.Macros;
        _keptAs = parsed.KeptAs;
        _keeping = parsed.Keeping;
        Graph = ManifestGraph.Build(Manifest);
        State = Invocation.Options.Get(GlobalOptions.State) is { } folder
            ? PreviousState.Read(folder, project.Root.Folder, project.TargetPath)
            : null;
        var scope = new SelectionScope(
            Manifest,
            [.. Manifest.GraphResources().Where(CanRun)],
            project.Root.Name,
            project.Root.Folder,
            State
        )
        {
            Warn = invocation.Warnings.Add,
            EnforcesConstraint = type => adapter.Dialect.Constraints.GetValueOrDefault(type) == ConstraintSupport.Enforced,
            At = invocation.StartedAt,
            Selectors = new SelectorDefinitions(
                project.SelectorDefinitions,
                IndirectSelections.Read(invocation.Options.Get(GlobalOptions.IndirectSelection))
            ),
            ComparesAsWritten = project.Flag(Parsing.Nodes.UnrenderedConfigs.Flag) is true,
        };
        Selector = new ResourceSelector(Graph, scope, TellUnmatched);
    }

    /// <summary>The call.</summary>
    public Invocation Invocation { get; }

    /// <summary>The project with its packages and its target.</summary>
    public LoadedProject Project { get; }

    /// <summary>The database of the target.</summary>
    public IAdapter Adapter { get; }

    /// <summary>The project's resources.</summary>
    public Manifest Manifest { get; }

    /// <summary>All macros, of which those that parsing called are compiled.</summary>
    public MacroLibrary Macros { get; }

    /// <summary>What needs what.</summary>
    public DependencyGraph<string> Graph { get; }

    /// <summary>The artifacts of <c>--state</c>, or null.</summary>
    public PreviousState? State { get; }

    /// <summary>Finds selected resources.</summary>
    public ResourceSelector Selector { get; }

    /// <summary>Loads and parses the project of a call.</summary>
    /// <exception cref="DbtException">The project, its profile or its packages are not as they must be.</exception>
    public static ProjectSession Open(Invocation invocation)
    {
        using var opening = ProjectOpening.Begin(invocation);
        return opening.Open();
    }

    /// <summary>From now on nodes are run and changed, so that what is written is no longer what was parsed.</summary>
    public void BeginToRun()
    {
        _keptAs = null;
        _keeping.GetAwaiter().GetResult();
    }

    /// <summary>What the call selects.</summary>
    /// <exception cref="DbtException">The selection has no meaning.</exception>
    public SelectionSpec ReadSelection() =>
        SelectionChoice.Read(
            Invocation.Options,
            Project.SelectorDefinitions,
            name => Invocation.Log.Info("M034", "DefaultSelector", $"Using default selector {name}"),
            () =>
                Invocation.Log.Tell(
                    new(
                        EventLevel.Warn,
                        "Z064",
                        "SelectExcludeIgnoredWithSelectorWarning",
                        "The --select and --exclude arguments are being ignored for node selection because --selector is provided"
                    )
                    {
                        MayBeError = true,
                    }
                )
        );

    /// <summary>Tells how many resources of which kinds there are.</summary>
    /// <param name="inline">How many nodes the call itself adds.</param>
    public void TellFound(int inline = 0) => Invocation.Log.Info("W006", "FoundStats", "Found " + FoundLine.Of(Manifest, inline));

    /// <summary>Writes manifest.json and semantic_manifest.json, unless the call asks for no artifacts.</summary>
    public void WriteManifest()
    {
        if (Invocation.Options.Get(GlobalOptions.WriteJson))
        {
            WrittenManifest.Forget(Project.TargetPath);
            ManifestFile.Write(Manifest, Path.Combine(Project.TargetPath, "manifest.json"));
            SemanticManifestFile.Write(Manifest, Path.Combine(Project.TargetPath, "semantic_manifest.json"));
            if (_keptAs is { } kept)
            {
                WrittenManifest.Note(Project.TargetPath, kept, Manifest.Metadata);
            }
        }
    }

    /// <summary>Closes the database, once the parse has been written down.</summary>
    public void Dispose()
    {
        _keeping.GetAwaiter().GetResult();
        Adapter.Dispose();
    }

    /// <summary>A test of a disabled node stays in the manifest, switched off.</summary>
    private static bool CanRun(IManifestResource resource) => resource is not ManifestNode { Config.Enabled: false };

    private void TellUnmatched(string raw) =>
        Invocation.Log.Tell(
            new(EventLevel.Warn, "M030", "NoNodesForSelectionCriteria", $"The selection criterion '{raw}' does not match any enabled nodes")
            {
                MayBeError = true,
            }
        );
}
