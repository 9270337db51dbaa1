using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary><c>loop.index</c> and the like in a loop that keeps only a counter, which is in a slot.</summary>
/// <param name="position">Offset that errors point to.</param>
/// <param name="slot">The slot of the counter.</param>
/// <param name="member">What is read of <c>loop</c>.</param>
internal sealed class LoopCounterNode(int position, int slot, LoopMember member) : ExprNode(position)
{
    public int Slot { get; } = slot;

    public LoopMember Member { get; } = member;

    public override Value Evaluate(Frame frame)
    {
        var index0 = frame.Slots[Slot].Bits;
        return Member switch
        {
            LoopMember.Index => Value.From(index0 + 1),
            LoopMember.Index0 => Value.From(index0),
            _ => Value.From(index0 == 0),
        };
    }

    /// <summary>Whether a loop that keeps only a counter can tell this.</summary>
    public static bool Knows(LoopMember member) => member is LoopMember.Index or LoopMember.Index0 or LoopMember.First;
}
