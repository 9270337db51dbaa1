using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>Something that takes a value.</summary>
internal abstract class TargetNode
{
    public abstract void Assign(Frame frame, in Value value);
}

internal sealed class SlotTarget(int slot) : TargetNode
{
    public int Slot { get; } = slot;

    public override void Assign(Frame frame, in Value value) => frame.Slots[Slot] = value;
}

/// <summary>A variable at the top level of a template, which blocks, includes and imports see too.</summary>
internal sealed class TopLevelTarget(int slot, string name) : TargetNode
{
    public override void Assign(Frame frame, in Value value)
    {
        frame.Slots[slot] = value;
        frame.Context.Set(name, value, export: true);
    }
}

internal sealed class NamespaceTargetNode(int position, ExprNode target, string attribute) : TargetNode
{
    public override void Assign(Frame frame, in Value value)
    {
        var owner = target.Evaluate(frame);
        frame.State.Position = position;
        Operators.SetAttribute(frame.State, owner, attribute, value);
    }
}

internal sealed class UnpackTarget(int position, TargetNode[] items) : TargetNode
{
    public override void Assign(Frame frame, in Value value)
    {
        frame.State.Position = position;
        if (value.Kind == ValueKind.Tuple)
        {
            AssignAll(frame, value.TupleReference.Items);
            return;
        }
        if (!Operators.TryIterate(frame.State, value, out var walk))
        {
            throw PythonError.Type($"cannot unpack non-iterable {value.TypeName} object");
        }
        var values = new Value[items.Length];
        var count = 0;
        while (walk.MoveNext())
        {
            if (count == values.Length)
            {
                throw TooMany();
            }
            values[count++] = walk.Current;
        }
        AssignAll(frame, values.AsSpan(0, count));
    }

    private void AssignAll(Frame frame, ReadOnlySpan<Value> values)
    {
        if (values.Length < items.Length)
        {
            throw PythonError.Value($"not enough values to unpack (expected {items.Length}, got {values.Length})");
        }
        if (values.Length > items.Length)
        {
            throw TooMany();
        }
        for (var i = 0; i < items.Length; i++)
        {
            items[i].Assign(frame, values[i]);
        }
    }

    private JinjaException TooMany() => PythonError.Value($"too many values to unpack (expected {items.Length})");
}

internal sealed class SetNode(TargetNode target, ExprNode value) : StmtNode
{
    public ExprNode Value { get; } = value;

    public override Flow Execute(Frame frame)
    {
        target.Assign(frame, Value.Evaluate(frame));
        return Flow.Next;
    }
}

/// <summary><c>{% set x %}…{% endset %}</c>, with an optional filter that reads the text from a slot.</summary>
internal sealed class SetBlockNode(TargetNode target, EntryAction[] entry, BodyNode body, int textSlot, bool? escapes, ExprNode? filter)
    : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        var start = state.Output.Length;
        EntryAction.RunAll(entry, frame);
        var flow = body.Execute(frame);
        var text = state.Cut(start);
        if (flow != Flow.Next)
        {
            return flow;
        }
        var value = Value.From(text);
        if (filter is not null)
        {
            frame.Slots[textSlot] = escapes ?? state.Autoescape ? Value.SafeString(text) : value;
            value = filter.Evaluate(frame);
        }
        target.Assign(frame, state.Autoescape && !value.IsSafe ? Value.SafeString(value.ToString()) : value);
        return Flow.Next;
    }
}

internal sealed class DoNode(ExprNode expression) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        if (expression is CallNode call)
        {
            return call.EvaluateAsStatement(frame, write: false, escape: false);
        }
        expression.Evaluate(frame);
        return Flow.Next;
    }
}
