using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Macros;
using Headgate.Dbt.Parsing.Checks;
using Headgate.Dbt.Parsing.Checks.Semantics;
using Headgate.Dbt.Parsing.Macros;
using Headgate.Dbt.Parsing.Nodes;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Parsing.Resolving;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Configs;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing;

/// <summary>Parses a project into its manifest: macros first, then resources, then what they refer to.</summary>
internal static class ManifestParser
{
    /// <summary>Parses a project.</summary>
    /// <param name="project">The loaded project.</param>
    /// <param name="adapter">The database of its target, which is not reached.</param>
    /// <param name="warnings">Receives warnings.</param>
    /// <param name="output">Receives what templates log and print.</param>
    /// <param name="before">What an earlier call has parsed; these texts log, print and warn no more.</param>
    /// <exception cref="DbtException">The project is wrong.</exception>
    public static ParsedProject Parse(LoadedProject project, IAdapter adapter, WarningLog warnings, ParseOutput output, ParsedBefore before)
    {
        var parsed = ParseFiles(project, adapter, warnings, output, before);
        Check(parsed.Manifest, project, warnings);
        return parsed;
    }

    /// <summary>Parses a project; what is checked on the whole is not checked yet.</summary>
    /// <exception cref="DbtException">The project is wrong.</exception>
    public static ParsedProject ParseFiles(
        LoadedProject project,
        IAdapter adapter,
        WarningLog warnings,
        ParseOutput output,
        ParsedBefore before
    )
    {
        var said = new WarningLog(warnings.Add);
        var manifest = new Manifest { Metadata = ManifestHead.Of(project, adapter.Dialect) };
        var files = project.Packages.ToDictionary(package => package, ProjectFiles.Read);
        var createdAt = project.Settings.StartedAt.ToUnixTimeMilliseconds() / 1000.0;
        ReadMacros(manifest, files, createdAt);

        var facts = Facts(project, adapter, SideBySide.InOrder(warnings), SideBySide.InOrder(output));
        var library = LibraryOf(project, adapter, manifest);
        new MacroDependencies(project, library, [adapter.Type, .. adapter.ParentTypes]).Resolve(manifest.Macros.Values);

        var circumstances = Circumstances(project, manifest);
        var scope = new ParseScope
        {
            Project = project,
            Warnings = SideBySide.InOrder(said),
            Manifest = manifest,
            Configs = new ConfigBuilder(project),
            Templates = new NodeTemplates(
                project,
                library,
                new ParseContext(facts, adapter),
                new ParseContext(Silent(facts), adapter),
                new RelationNames(adapter.Dialect, project.Root.Quoting),
                node => before.Note(node, circumstances)
            ),
            Patches = new NodePatches(),
            CreatedAt = createdAt,
        };
        new ResourceParser(scope, adapter.Dialect).Parse(files);
        manifest.Selectors = SelectorNormaliser.Normalise(project.SelectorDefinitions);
        Resolve(scope);
        return new ParsedProject(manifest, library, said.Warnings) { IsOfTheMoment = Kept.Moments.Decide(files) };
    }

    /// <summary>The macros of a manifest, ready to be called.</summary>
    public static MacroLibrary LibraryOf(LoadedProject project, IAdapter adapter, Manifest manifest) =>
        new(DbtJinja.Create(), project.Root.Name, EmbeddedMacros.Packages(adapter.Type, adapter.ParentTypes), manifest.Macros.Values);

    /// <summary>Checks the whole: versions that end, settings for nothing, relations of one name.</summary>
    /// <exception cref="DbtException">Two nodes are one relation.</exception>
    public static void Check(Manifest manifest, LoadedProject project, WarningLog warnings)
    {
        VersionChecks.Warn(manifest, project.Settings.StartedAt, warnings);
        MicrobatchChecks.Warn(manifest, project, warnings);
        UnusedConfigs.Warn(manifest, project.Root, warnings);
        Duplicates.CheckRelations(manifest, warnings);
    }

    private static void ReadMacros(Manifest manifest, Dictionary<Package, ProjectFiles> files, double createdAt)
    {
        foreach (var (package, packageFiles) in files)
        {
            foreach (var file in packageFiles.Macros)
            {
                foreach (var macro in MacroReader.Read(package, file, createdAt))
                {
                    if (!manifest.Macros.TryAdd(macro.UniqueId, macro))
                    {
                        throw Duplicates.OfMacro(macro, manifest.Macros[macro.UniqueId]);
                    }
                }
            }
        }
    }

    private static void Resolve(ParseScope scope)
    {
        var (manifest, project, warnings) = (scope.Manifest, scope.Project, scope.Warnings);
        scope.Patches.WarnOfUnused(warnings);
        new ReferenceResolver(manifest, project, warnings).Resolve();
        new UnitTestResolver(manifest).Resolve();
        new DocResolver(manifest, project).Resolve();
        new SemanticResolver(manifest, project).Resolve();
        PrimaryKeys.Infer(manifest);
        GroupChecks.Check(manifest);
        MicrobatchChecks.Check(manifest);
        TimeSpineChecks.Check(manifest);
        NameChecks.Check(manifest, project, warnings);
        SemanticChecks.Check(manifest);
        GraphMaps.Build(manifest);
    }

    private static InvocationFacts Facts(LoadedProject project, IAdapter adapter, WarningLog warnings, ParseOutput output) =>
        new()
        {
            Project = project,
            Target = TargetObject.Of(project.Target, adapter.Credentials),
            Log = output.Log,
            Print = output.Print,
            Warn = warnings.AddOfTemplate,
            Deprecate = (name, text) => warnings.Deprecate(name, text, showsEvent: false),
        };

    /// <summary>The same facts with nobody who listens to templates.</summary>
    private static InvocationFacts Silent(InvocationFacts facts) =>
        new()
        {
            Project = facts.Project,
            Target = facts.Target,
            Log = ParseOutput.None.Log,
            Print = ParseOutput.None.Print,
            Warn = static _ => { },
        };

    /// <summary>As with dbt, all is new when variables, the profile, the target or macros are others.</summary>
    private static string Circumstances(LoadedProject project, Manifest manifest) =>
        ParsedBefore.Digest([
            DbtVersion.Compatible,
            project.Target.ProfileName,
            project.Target.Name,
            PythonJson.Write(project.Settings.Vars),
            .. project.Packages.Select(p => p.Name + PythonJson.Write(p.Vars)),
            .. manifest.Macros.Values.Select(m => m.UniqueId + m.MacroSql),
        ]);
}
