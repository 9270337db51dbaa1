using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Graph;
using Headgate.Dbt.Selection;

namespace Headgate.Dbt.Commands.Nodes;

/// <summary>
/// Says which nodes commands would take, from the manifest of an earlier run and nothing else: no project is read, no template is rendered, no database is asked. It is how
/// the gate knows what a call would touch before it is made.
/// </summary>
public sealed class CommandNodes
{
    /// <summary>Options that make a command depend on more than the manifest.</summary>
    private static readonly (Option Option, string Why)[] Unforeseen =
    [
        (GlobalOptions.State, "it depends on another run's state"),
        (CommandOptions.Vars, "variables can change which nodes there are"),
        (CommandOptions.ProjectDir, "another folder can hold another project"),
        (CommandOptions.ProfilesDir, "another profile can have other nodes"),
        (GlobalOptions.Profile, "another profile can have other nodes"),
        (GlobalOptions.Target, "another target can have other nodes"),
    ];

    /// <summary>What a command builds or tests, by its name; one that is not here only reads, or cannot be foreseen.</summary>
    private static readonly Dictionary<string, Func<OptionValues, IReadOnlyList<ResourceType>>> Types = new(StringComparer.Ordinal)
    {
        ["build"] = BuildCommand.TypesOf,
        ["clone"] = CloneCommand.TypesOf,
        ["run"] = _ => RunCommand.Plan.Types,
        ["seed"] = _ => SeedCommand.Plan.Types,
        ["snapshot"] = _ => SnapshotCommand.Plan.Types,
        ["test"] = TestCommand.TypesOf,
    };

    /// <summary>Commands that build nothing, whatever they select.</summary>
    private static readonly HashSet<string> Reading =
    [
        "clean",
        "compile",
        "debug",
        "deps",
        "docs generate",
        "list",
        "parse",
        "source freshness",
    ];

    /// <summary>What a node is made of that can be built anew from nothing rather than added to.</summary>
    private static readonly HashSet<string> AddedTo = new(StringComparer.Ordinal) { "incremental", "seed" };

    private readonly Manifest _manifest;
    private readonly DependencyGraph<string> _graph;
    private readonly SelectionScope _scope;

    private CommandNodes(Manifest manifest)
    {
        _manifest = manifest;
        _scope = new SelectionScope(
            manifest,
            [.. manifest.GraphResources().Where(r => r is not ManifestNode { Config.Enabled: false })],
            manifest.Metadata.ProjectName ?? "",
            "",
            Previous: null
        );
        _graph = ManifestGraph.Build(manifest);
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="manifest">The file, of this engine or of dbt.</param>
    /// <exception cref="JsonException">It is no manifest, or its nodes need each other in a circle.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CommandNodes Of(Stream manifest)
    {
        try
        {
            return new(ManifestFile.Read(manifest));
        }
        catch (DbtException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    /// <summary>The nodes that a command would build or test.</summary>
    /// <param name="words">The command as its words, without <c>dbt</c>.</param>
    /// <param name="variables">The environment variables that it would have, as far as they are known.</param>
    public TakenNodes OfCommand(IReadOnlyList<string> words, IReadOnlyDictionary<string, string> variables)
    {
        var parsed = new CommandLineReader(DbtCommands.Root, variables).Read(words);
        if (parsed.Call is not { } call)
        {
            return TakenNodes.Unknown(parsed.Error?.Message ?? "it is no command");
        }
        var name = call.Command.Name;
        if (Reading.Contains(name))
        {
            return new([]);
        }
        if (!Types.TryGetValue(name, out var types))
        {
            return TakenNodes.Unknown($"dbt {name} is not decided by the manifest alone");
        }
        foreach (var (option, why) in Unforeseen)
        {
            if (call.Options.IsGiven(option))
            {
                return TakenNodes.Unknown($"{option.Names[0]}: {why}");
            }
        }
        var taken = Taken(
            () => SelectionChoice.Read(call.Options, _manifest.Selectors, static _ => { }, static () => { }),
            IndirectSelections.Read(call.Options.Get(GlobalOptions.IndirectSelection)),
            types(call.Options),
            call.Command.Options.Contains(CommandOptions.FullRefresh) && call.Options.Get(CommandOptions.FullRefresh)
        );
        return taken.Nodes.Count > 0 ? taken with { Nodes = [.. taken.Nodes, .. Hooks()] } : taken;
    }

    /// <summary>What runs before and after the nodes, whichever they are; each under a name that is its statement's, so that another statement is another thing.</summary>
    private IEnumerable<(string Id, string Materialized, string Name)> Hooks() =>
        _manifest
            .Nodes.Values.Where(node => node.ResourceType == ResourceType.Operation)
            .OrderBy(node => node.UniqueId, StringComparer.Ordinal)
            .Select(node =>
                (node.UniqueId, "hook", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node.RawCode ?? "")))[..16])
            );

    /// <summary>The nodes that a selection takes, with the tests of each.</summary>
    /// <param name="select">As behind <c>--select</c>; empty for everything.</param>
    /// <param name="exclude">As behind <c>--exclude</c>.</param>
    public TakenNodes OfSelection(IReadOnlyList<string> select, IReadOnlyList<string> exclude) =>
        Taken(
            () => SelectionArguments.Read(select, exclude, IndirectSelection.Eager),
            IndirectSelection.Eager,
            Enum.GetValues<ResourceType>(),
            fullRefresh: false
        );

    private TakenNodes Taken(Func<SelectionSpec> spec, IndirectSelection indirect, IReadOnlyList<ResourceType> types, bool fullRefresh)
    {
        try
        {
            var scope = _scope with { Selectors = new SelectorDefinitions(_manifest.Selectors, indirect) };
            var selector = new ResourceSelector(_graph, scope, static _ => { });
            var taken = selector.Select(spec(), types, withEmpty: true).OrderBy(node => node.UniqueId, StringComparer.Ordinal).ToList();
            return new(
                [.. taken.Select(node => (node.UniqueId, HowOf(node), NameOf(node)))],
                fullRefresh
                    || taken.Exists(node => AddedTo.Contains(HowOf(node)) && (node as ManifestNode)?.Config.Flag("full_refresh") == true)
            );
        }
        catch (DbtException fault)
        {
            return TakenNodes.Unknown(fault.Message);
        }
    }

    /// <summary>Where it is built, as far as the project says it itself: the target's own schema comes from whoever runs it.</summary>
    private static string NameOf(IManifestResource node) =>
        node is ManifestNode { ResourceType: not ResourceType.Test } built
            ? string.Join('.', new[] { built.Config.Database, built.Config.Schema, built.Alias }.Where(part => part is { Length: > 0 }))
            : "";

    private static string HowOf(IManifestResource node) => (node as ManifestNode)?.Config.Materialized ?? node.ResourceType.ToString();
}
