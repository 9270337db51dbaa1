using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class ConstNode(int position, Value value) : ExprNode(position)
{
    public Value Value { get; } = value;

    public override Value Evaluate(Frame frame) => Value;
}

/// <summary>A variable of the running function.</summary>
internal sealed class LocalNode(int position, int slot, string name) : ExprNode(position)
{
    public int Slot { get; } = slot;

    public override Value Evaluate(Frame frame)
    {
        ref var value = ref frame.Slots[Slot];
        return value.IsMissing ? frame.Undefined(name, Position) : value;
    }
}

/// <summary>A variable of a function further out.</summary>
internal sealed class OuterNode(int position, int functions, int slot, string name) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        ref var value = ref frame.Up(functions).Slots[slot];
        return value.IsMissing ? frame.Undefined(name, Position) : value;
    }
}

/// <summary>A given variable; looked up when it is first needed and kept for the rest of the function.</summary>
internal sealed class GivenNode(int position, int functions, int slot, string name) : ExprNode(position)
{
    public int Functions { get; } = functions;

    public int Slot { get; } = slot;

    public override Value Evaluate(Frame frame)
    {
        var owner = Functions == 0 ? frame : frame.Up(Functions);
        ref var value = ref owner.Slots[Slot];
        return value.IsMissing ? Find(frame, owner) : value;
    }

    private Value Find(Frame frame, Frame owner)
    {
        frame.State.Position = Position;
        return owner.Slots[Slot] = owner.Resolve(name);
    }
}

/// <summary>What a variable holds when its scope is entered.</summary>
internal readonly record struct EntryAction(int Slot, EntryKind Kind, string Name, int SourceFunctions, int SourceSlot)
{
    public static void RunAll(EntryAction[] actions, Frame frame)
    {
        foreach (var action in actions)
        {
            frame.Slots[action.Slot] = action.Kind switch
            {
                EntryKind.Resolve => frame.ResolveOrMissing(action.Name),
                EntryKind.Copy => frame.Up(action.SourceFunctions).Slots[action.SourceSlot],
                EntryKind.CopyGiven => action.Given(frame),
                _ => default,
            };
        }
    }

    private Value Given(Frame frame)
    {
        var owner = frame.Up(SourceFunctions);
        ref var value = ref owner.Slots[SourceSlot];
        return value.IsMissing ? value = owner.Resolve(Name) : value;
    }
}

internal enum EntryKind
{
    Missing,
    Resolve,
    Copy,
    CopyGiven,
}
