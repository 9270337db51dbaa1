using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Selection.State;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Execution;

/// <summary><c>--defer</c>: nodes that are not built here are read from where another state's manifest says they are.</summary>
internal static class Deferral
{
    /// <summary>Notes at each node where it lies in the other state, where the call asks for that.</summary>
    /// <param name="session">The call's project.</param>
    /// <param name="always">Does the command need the other state whatever the call asks for?</param>
    /// <exception cref="DbtException">There is no other state.</exception>
    public static void Prepare(ProjectSession session, bool always)
    {
        var options = session.Invocation.Options;
        if (!always && !options.Get(GlobalOptions.Defer))
        {
            return;
        }
        var other = Read(session);
        foreach (var function in session.Manifest.Functions.Values)
        {
            if (other.Functions.TryGetValue(function.UniqueId, out var there))
            {
                function.DeferRelation = Describe(there);
            }
        }
        foreach (var node in session.Manifest.Nodes.Values.Where(n => n.IsRelational))
        {
            if (other.Nodes.TryGetValue(node.UniqueId, out var there) && !there.IsEphemeral)
            {
                node.DeferRelation = Describe(there);
            }
        }
    }

    /// <summary>The manifest of the other state.</summary>
    /// <exception cref="DbtException">There is none.</exception>
    public static Manifest Read(ProjectSession session)
    {
        var options = session.Invocation.Options;
        var state = options.Get(GlobalOptions.DeferState) is { } folder
            ? PreviousState.Read(folder, session.Project.Root.Folder, session.Project.TargetPath)
            : session.State;
        if (state is null)
        {
            throw new DbtException(DbtErrorKind.Runtime, "--state or --defer-state are required for deferral, but neither was provided");
        }
        return state.Manifest
            ?? throw new DbtException(DbtErrorKind.Runtime, $"Could not find manifest in --state path: \"{state.Folder}\"");
    }

    /// <summary>
    /// Is a node to be read from the other state? Where it is missing here, or where the call favours the other and does not build the node itself. Nobody looks up which
    /// functions there are: those that the call does not make itself are the other state's.
    /// </summary>
    public static bool Applies(ManifestNode node, OptionValues options, IReadOnlyCollection<string> selected, RelationCache cache) =>
        options.Get(GlobalOptions.Defer)
        && node.DeferRelation is not null
        && (
            (node.ResourceType == ResourceType.Function && !selected.Contains(node.UniqueId))
            || (options.Get(GlobalOptions.FavorState) && !selected.Contains(node.UniqueId))
            || (node.ResourceType != ResourceType.Function && cache.Find(node.Database, node.Schema, node.Alias) is null)
        );

    private static DeferRelation Describe(ManifestNode node) =>
        new()
        {
            Database = node.Database,
            Schema = node.Schema,
            Alias = node.Alias,
            RelationName = node.RelationName,
            ResourceType = node.ResourceType.Word(),
            Name = node.Name,
            Description = node.Description,
            CompiledCode = node.CompiledCode,
            Meta = node.Meta,
            Tags = node.Tags,
            Config = node.Config,
        };
}
