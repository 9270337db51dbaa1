using Headgate.Dbt.Artifacts;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Running;

/// <summary>A node as the dict that templates read; made anew once the node is compiled, as then it has its SQL.</summary>
internal sealed class CompiledNodeValue(ManifestNode node)
{
    private Value? _value;
    private string? _compiled;

    /// <summary>The dict.</summary>
    public Value Value
    {
        get
        {
            if (_value is null || !ReferenceEquals(_compiled, node.CompiledCode))
            {
                _compiled = node.CompiledCode;
                _value = RunShared.Describe(node);
            }
            return _value.Value;
        }
    }
}
