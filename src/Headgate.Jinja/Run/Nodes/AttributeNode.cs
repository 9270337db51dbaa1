using System.Runtime.CompilerServices;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class AttributeNode : ExprNode
{
    private readonly LoopMember _loopMember;
    private readonly bool _isPlainKey;
    private readonly int _hash;

    /// <summary>Creates the expression.</summary>
    /// <param name="position">Offset of the name.</param>
    /// <param name="target">The object.</param>
    /// <param name="name">The name.</param>
    public AttributeNode(int position, ExprNode target, string name)
        : base(position)
    {
        Target = target;
        // Keys that the host has written as literals are then the same object, and need not be compared.
        Name = string.IsInterned(name) ?? name;
        _loopMember = LoopMembers.Of(name);
        // A dict gives its methods first; any other name can only be a key.
        _isPlainKey = !name.StartsWith("__", StringComparison.Ordinal) && !DictMethods.Table.ContainsKey(name);
        _hash = ValueEquality.HashOf(name);
    }

    public ExprNode Target { get; }

    public string Name { get; }

    public override Value Evaluate(Frame frame)
    {
        var owner = Target.Evaluate(frame);
        if (_isPlainKey && owner.Reference is JinjaDict dict)
        {
            ref readonly var found = ref dict.Find(Name, _hash);
            if (!Unsafe.IsNullRef(in found))
            {
                return found;
            }
        }
        else if (_loopMember != LoopMember.None && owner.Reference is LoopObject loop)
        {
            return loop.Get(_loopMember);
        }
        frame.State.Position = Position;
        return Operators.GetAttribute(frame.State, owner, Name);
    }

    public override void Write(Frame frame, bool escape)
    {
        var value = Evaluate(frame);
        frame.State.Position = Position;
        Write(frame.State.Output, value, escape);
    }
}
