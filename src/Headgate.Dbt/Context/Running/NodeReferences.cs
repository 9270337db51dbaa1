using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Objects;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Running;

/// <summary><c>ref</c>, <c>source</c> and <c>function</c> while a node is compiled: they give relations, and refuse what the node does not depend on.</summary>
internal sealed class NodeReferences(RunShared shared, ManifestNode node)
{
    private readonly HashSet<string> _allowed = new(node.DependsOn.Nodes, StringComparer.Ordinal);

    /// <summary>The ephemeral models that the text refers to, in the order of first use.</summary>
    public List<string> Ephemeral { get; } = [];

    /// <summary>The span of time to which readers are cut where they say what their rows' time is; a sample's, unless another one is set.</summary>
    public EventWindow? Window { get; set; } = node.ResourceType is ResourceType.Model or ResourceType.Snapshot ? shared.Sample : null;

    /// <summary>Adds the functions to a context.</summary>
    public void AddTo(DbtVariables variables)
    {
        variables.Add("ref", Value.Function("ref", (_, a) => RelationObject.Of(Resolve(RefArguments.Read(a)))));
        variables.Add(
            "source",
            Value.Function(
                "source",
                (_, a) =>
                {
                    var (source, table) = RefArguments.ReadSource(a);
                    return RelationObject.Of(Resolve(source, table));
                }
            )
        );
        variables.Add(
            "function",
            Value.Function(
                "function",
                (_, a) =>
                {
                    var (package, name) = RefArguments.ReadFunction(a);
                    return RelationObject.Of(ResolveFunction(package, name));
                }
            )
        );
        variables.Add(
            "metric",
            Value.Function("metric", (_, a) => Value.From(a.RequiredText(a.PositionalCount > 1 ? 1 : 0, "name", "metric")))
        );
    }

    private Relation Resolve(RefArgs reference)
    {
        var target =
            shared.References.Node(reference, node.PackageName, shared.Facts.Project.Root.Name)
            ?? throw new DbtException(DbtErrorKind.Compilation, NotFound(reference));
        if (
            node.ResourceType != ResourceType.Operation
            && node.ResourceType != ResourceType.SqlOperation
            && !_allowed.Contains(target.UniqueId)
            && target.UniqueId != node.UniqueId
        )
        {
            throw new DbtException(DbtErrorKind.Compilation, Undeclared(reference));
        }
        if (target.IsEphemeral)
        {
            return Narrowed(Ephemerally(target), target.Config);
        }
        var relation =
            target.DeferRelation is { } deferred && shared.IsDeferred?.Invoke(target) == true
                ? shared.Names.Of(deferred)
                : shared.Names.Of(target);
        return Narrowed(relation, target.Config);
    }

    private Relation Resolve(string source, string table)
    {
        var target =
            shared.References.Source(source, table, node.PackageName)
            ?? throw new DbtException(
                DbtErrorKind.Compilation,
                $"{Subject.Capitalised(node)} depends on a source named '{source}.{table}' which was not found"
            );
        return shared.StandIns.TryGetValue(target.UniqueId, out var stand)
            ? Ephemerally(shared.Manifest.Nodes[stand])
            : Narrowed(shared.Names.Of(target), target.Config);
    }

    private Relation ResolveFunction(string? package, string name)
    {
        var target = shared.References.Function(package, name, node.PackageName, shared.Facts.Project.Root.Name);
        if (target is null)
        {
            var place = package is null ? "" : $" in package '{package}'";
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"{Subject.Capitalised(node)} depends on a function named '{name}'{place} which was not found"
            );
        }
        return target.DeferRelation is { } deferred && shared.IsDeferred?.Invoke(target) == true
            ? shared.Names.Of(deferred) with
            {
                Type = Relation.FunctionType,
            }
            : shared.Names.Of(target);
    }

    /// <summary>The expression that stands for an ephemeral model; from now on the text needs it.</summary>
    public Relation Ephemerally(ManifestNode target)
    {
        if (!Ephemeral.Contains(target.UniqueId))
        {
            Ephemeral.Add(target.UniqueId);
        }
        return shared.Names.Cte(target);
    }

    private Relation Narrowed(Relation relation, NodeConfig config) =>
        relation with
        {
            Limit = shared.RowLimit,
            Filter = Window is { } window && config.Text("event_time") is { Length: > 0 } column ? window.On(column) : null,
        };

    private string NotFound(RefArgs reference)
    {
        var package = reference.Package is null ? "" : $" in package '{reference.Package}'";
        var version = reference.Version is null ? "" : $" with version '{reference.Version}'";
        return $"{Subject.Capitalised(node)} depends on a node named '{reference.Name}'{version}{package} which was not found";
    }

    private string Undeclared(RefArgs reference)
    {
        var arguments = reference.Package is null ? $"'{reference.Name}'" : $"'{reference.Package}', '{reference.Name}'";
        var version = reference.Version is null ? "" : $", v={(reference.Version is string v ? $"'{v}'" : reference.Version)}";
        return $"dbt was unable to infer all dependencies for the model \"{node.Name}\".\n"
            + "This typically happens when ref() is placed within a conditional block.\n\n"
            + $"To fix this, add the following hint to the top of the model \"{node.Name}\":\n\n"
            + $"-- depends_on: {{{{ ref({arguments}{version}) }}}}";
    }
}
