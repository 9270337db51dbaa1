using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class MacroNode(MacroCode code, TargetNode target) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        target.Assign(frame, Value.From(new MacroObject(code, frame.Context, frame)));
        return Flow.Next;
    }
}

/// <summary><c>{% call %}</c>: the call gets the body as one more keyword argument, from a slot.</summary>
internal sealed class CallBlockNode(MacroCode code, int callerSlot, CallNode call) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        frame.Slots[callerSlot] = Value.From(new MacroObject(code, frame.Context, frame));
        // Jinja prints the result of a call block as it is, escaped or not.
        return call.EvaluateAsStatement(frame, write: true, escape: false);
    }
}

/// <summary>A tag of the host that prints what a function gives.</summary>
internal sealed class TagNode(int position, ExtensionTag tag, CallShape shape, EntryAction[] entry, BodyNode body, bool? escapes) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        var arguments = shape.Evaluate(frame);
        state.Position = position;
        var result = tag.Render!(new TagCall(state, arguments, () => Body(frame)));
        state.Position = position;
        if (escapes ?? state.Autoescape)
        {
            PythonText.WriteEscaped(state.Output, result);
        }
        else
        {
            PythonText.Write(state.Output, result);
        }
        return Flow.Next;
    }

    private Value Body(Frame frame)
    {
        var start = frame.State.Output.Length;
        EntryAction.RunAll(entry, frame);
        frame.State.EndOfFunction(body.Execute(frame));
        return frame.State.Text(frame.State.Cut(start));
    }
}
