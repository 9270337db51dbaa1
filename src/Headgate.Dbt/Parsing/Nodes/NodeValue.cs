using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>A node as templates see it while it is parsed. The names that naming macros ask for cost nothing; the rest is made on first use.</summary>
internal sealed class NodeValue : IJinjaObject
{
    private readonly ManifestNode _node;
    private readonly Lazy<Value> _whole;

    private NodeValue(ManifestNode node)
    {
        _node = node;
        _whole = new Lazy<Value>(() => RunShared.Describe(node));
    }

    /// <inheritdoc/>
    public string TypeName => _node.ResourceType + "Node";

    /// <inheritdoc/>
    public bool IsMapping => true;

    /// <summary>The value of a node.</summary>
    public static Value Of(ManifestNode node) => Value.From(new NodeValue(node));

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "name" => Value.From(_node.Name),
            "version" => Value.FromObject(_node.Version),
            "resource_type" => Value.From(_node.ResourceType.Word()),
            "package_name" => Value.From(_node.PackageName),
            "unique_id" => Value.From(_node.UniqueId),
            "path" => Value.From(_node.Path),
            "original_file_path" => Value.From(_node.OriginalFilePath),
            "fqn" => Value.FromObject(_node.Fqn),
            _ => Operators.GetAttribute(context, _whole.Value, name),
        };
        return !value.IsUndefined;
    }

    /// <inheritdoc/>
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        if (key.TryGetString(out var name))
        {
            return TryGetAttribute(context, name, out value);
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = Operators.Call(context, Operators.GetAttribute(context, _whole.Value, name), arguments);
        return true;
    }

    /// <inheritdoc/>
    public string Repr() => $"<{TypeName} {_node.UniqueId}>";
}
