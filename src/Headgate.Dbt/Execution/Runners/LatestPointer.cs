using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Running;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>The view under the plain name of a model with versions that shows its latest version (<c>latest_version_pointer</c>).</summary>
internal static class LatestPointer
{
    private const string Key = "latest_version_pointer";
    private const string Flag = "latest_version_pointer_enabled_by_default";

    /// <summary>Makes the view where the model asks for one, after the model itself has been made.</summary>
    /// <param name="frame">What nodes share.</param>
    /// <param name="context">The model's context.</param>
    /// <param name="relations">What was made.</param>
    /// <exception cref="DbtException">The view would have the name of what it shows, or cannot be made.</exception>
    /// <exception cref="DatabaseException">The database refuses it.</exception>
    public static void Make(RunFrame frame, NodeContext context, IReadOnlyList<Relation> relations)
    {
        var node = context.Node;
        if (relations.Count == 0 || !IsWanted(frame, node))
        {
            return;
        }
        var latest = relations[0];
        var alias = (node.Config.Map(Key)?.GetValueOrDefault("alias") as string)?.Trim();
        var name = context
            .Call(
                "generate_latest_version_pointer_alias",
                Arguments.Of(string.IsNullOrEmpty(alias) ? Value.None : Value.From(alias), RunShared.Describe(node))
            )
            .ToString()
            .Trim();
        if (string.Equals(name, latest.Identifier, StringComparison.OrdinalIgnoreCase))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"Cannot create latest version pointer: the latest version of '{node.Name}' is already aliased to '{name}'. "
                    + "Set `latest_version_pointer: enabled: false` or remove the conflicting alias."
            );
        }
        var pointer = node.ForPointer(name, "select * from " + RelationObject.Of(latest));
        Materialization.Run(new NodeContext(frame.Shared, pointer, context.Connection, context.Cancellation), "view");
    }

    private static bool IsWanted(RunFrame frame, ManifestNode node) =>
        node is { ResourceType: ResourceType.Model, Version: not null }
        && PlainData.AreEqual(node.Version, node.LatestVersion)
        && (
            node.Config[Key] as bool?
            ?? node.Config.Map(Key)?.GetValueOrDefault("enabled") as bool?
            ?? frame.Session.Project.Flag(Flag) is true
        );
}
