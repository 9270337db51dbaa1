using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>What all kinds of for loops have: a target, a condition on the items, a body, and what runs when there is no item.</summary>
internal sealed class LoopParts
{
    public required TargetNode Target { get; init; }

    /// <summary>The slot of the target where it is a single name, else -1.</summary>
    public int TargetSlot => Target is SlotTarget slot ? slot.Slot : -1;

    public required EntryAction[] Entry { get; init; }

    public required BodyNode Body { get; init; }

    public required EntryAction[] ElseEntry { get; init; }

    public required BodyNode? Else { get; init; }

    public required LoopCondition? Condition { get; init; }

    public Flow RunElse(Frame frame)
    {
        if (Else is null)
        {
            return Flow.Next;
        }
        EntryAction.RunAll(ElseEntry, frame);
        return Else.Execute(frame);
    }
}

/// <summary>The condition behind <c>if</c> in the head of a loop; it has a scope of its own.</summary>
internal sealed class LoopCondition(EntryAction[] entry, TargetNode target, ExprNode test)
{
    public void Enter(Frame frame) => EntryAction.RunAll(entry, frame);

    public bool Accepts(Frame frame, in Value item)
    {
        target.Assign(frame, item);
        return test.Test(frame);
    }
}

/// <summary>A loop whose body uses <c>loop</c>.</summary>
internal sealed class ExtendedForNode(int position, ExprNode items, LoopParts parts, int loopSlot) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var source = items.Evaluate(frame);
        frame.State.Position = position;
        return Run(frame, source, parts, loopSlot, null, 0, position);
    }

    public static Flow Run(Frame frame, in Value source, LoopParts parts, int loopSlot, RecursiveLoop? recursive, int depth, int position)
    {
        var state = frame.State;
        var condition = parts.Condition;
        condition?.Enter(frame);
        var loop = new LoopObject(state, source, condition is null ? null : v => condition.Accepts(frame, v), recursive, depth);
        // As in Jinja, a turn that a break or continue cuts short does not count: else still runs when there is no other.
        var completed = false;
        while (loop.MoveNext(out var item))
        {
            parts.Target.Assign(frame, item);
            frame.Slots[loopSlot] = Value.From(loop);
            state.Step();
            EntryAction.RunAll(parts.Entry, frame);
            var flow = parts.Body.Execute(frame);
            if (flow == Flow.Break)
            {
                break;
            }
            if (flow == Flow.Return)
            {
                return flow;
            }
            completed |= flow == Flow.Next;
            state.Position = position;
        }
        return completed ? Flow.Next : parts.RunElse(frame);
    }
}

/// <summary>A recursive loop: its body is a function that <c>loop(items)</c> runs again.</summary>
internal sealed class RecursiveForNode(int position, ExprNode items, LoopParts parts, int loopSlot, int slotCount, bool? escapes) : StmtNode
{
    public int SlotCount { get; } = slotCount;

    public override Flow Execute(Frame frame)
    {
        var source = items.Evaluate(frame);
        frame.State.Position = position;
        new RecursiveLoop(this, frame).WriteTo(frame.State, source, 0);
        return Flow.Next;
    }

    public FunctionCode FunctionFor(RecursiveLoop recursive, Value source, int depth) =>
        new(new Turn(this, recursive, source, depth), SlotCount);

    public Value Text(RenderState state, int start)
    {
        var text = state.Cut(start);
        return escapes ?? state.Autoescape ? Value.SafeString(text) : Value.From(text);
    }

    private sealed class Turn(RecursiveForNode node, RecursiveLoop recursive, Value source, int depth) : StmtNode
    {
        public override Flow Execute(Frame frame)
        {
            frame.State.Position = node.Position;
            return ExtendedForNode.Run(frame, source, node.Parts, node.LoopSlot, recursive, depth, node.Position);
        }
    }

    private int Position => position;

    private LoopParts Parts => parts;

    private int LoopSlot => loopSlot;
}
