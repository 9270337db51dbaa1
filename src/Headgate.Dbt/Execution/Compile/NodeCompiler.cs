using System.Collections.Concurrent;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;

namespace Headgate.Dbt.Execution.Compile;

/// <summary>
/// Compiles nodes: renders their code and puts the ephemeral models that they read before it. An ephemeral model is compiled once,
/// by whoever needs it first. Safe for several workers.
/// </summary>
/// <param name="shared">What contexts of nodes share.</param>
/// <param name="files">Where compiled SQL is written.</param>
/// <param name="inject">Put ephemeral models into their readers?</param>
internal sealed class NodeCompiler(RunShared shared, TargetTree files, bool inject)
{
    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<InjectedCte>>> _ephemeral = new(StringComparer.Ordinal);

    /// <summary>Compiles a node in its context and writes the result down, in the node and in the <c>compiled/</c> tree.</summary>
    /// <exception cref="DbtException">The node's code, or that of an ephemeral model above it, cannot be rendered.</exception>
    /// <exception cref="DatabaseException">A query that the code makes fails.</exception>
    public string Compile(NodeContext context)
    {
        var node = context.Node;
        if (node.ResourceType == ResourceType.Seed)
        {
            return "";
        }
        if (node.IsEphemeral)
        {
            _ = CompileEphemeral(node, context.Connection, context.Cancellation);
            return node.CompiledCode!;
        }
        GenericTestArguments.AddTo(context);
        Finish(node, context.Render(node.RawCode), CtesOf(context));
        Write(node);
        return node.CompiledCode!;
    }

    /// <summary>The expressions for the ephemeral models that a rendered text refers to, each after those that it needs itself.</summary>
    public IReadOnlyList<InjectedCte> CtesOf(NodeContext context)
    {
        var ctes = new List<InjectedCte>();
        foreach (var id in inject ? context.Ephemeral : [])
        {
            foreach (var cte in CompileEphemeral(shared.Manifest.Nodes[id], context.Connection, context.Cancellation))
            {
                if (!ctes.Exists(c => c.Id == cte.Id))
                {
                    ctes.Add(cte);
                }
            }
        }
        return ctes;
    }

    /// <summary>What stands for an ephemeral model in its readers: those that it needs, then itself.</summary>
    private IReadOnlyList<InjectedCte> CompileEphemeral(ManifestNode node, IAdapterConnection connection, CancellationToken cancellation) =>
        _ephemeral
            .GetOrAdd(
                node.UniqueId,
                _ => new Lazy<IReadOnlyList<InjectedCte>>(() =>
                {
                    var context = new NodeContext(shared, node, connection, cancellation);
                    var rendered = context.Render(node.RawCode);
                    var above = CtesOf(context);
                    Finish(node, rendered, above);
                    Write(node);
                    return [.. above, new InjectedCte { Id = node.UniqueId, Sql = $" {RelationNames.CteName(node)} as (\n{rendered}\n)" }];
                })
            )
            .Value;

    private static void Finish(ManifestNode node, string rendered, IReadOnlyList<InjectedCte> ctes)
    {
        node.Compiled = true;
        node.ExtraCtes = [.. ctes];
        node.ExtraCtesInjected = true;
        node.CompiledCode = CteInjection.Inject(rendered, ctes);
    }

    private void Write(ManifestNode node)
    {
        if (node.ResourceType != ResourceType.Snapshot && !string.IsNullOrEmpty(node.CompiledCode))
        {
            node.CompiledPath = files.WriteCompiled(node, node.CompiledCode);
        }
    }
}
