using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class IfNode(ExprNode[] tests, BodyNode[] bodies, BodyNode? otherwise) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        for (var i = 0; i < tests.Length; i++)
        {
            if (tests[i].Test(frame))
            {
                return bodies[i].Execute(frame);
            }
        }
        return otherwise?.Execute(frame) ?? Flow.Next;
    }
}

internal sealed class BreakNode : StmtNode
{
    public override Flow Execute(Frame frame) => Flow.Break;
}

internal sealed class ContinueNode : StmtNode
{
    public override Flow Execute(Frame frame) => Flow.Continue;
}

internal sealed class WithNode(EntryAction[] entry, TargetNode[] targets, ExprNode[] values, BodyNode body) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        EntryAction.RunAll(entry, frame);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(frame, values[i].Evaluate(frame));
        }
        return body.Execute(frame);
    }
}

internal sealed class AutoescapeNode(EntryAction[] entry, ExprNode value, BodyNode body) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var context = frame.Context;
        var before = context.Autoescape;
        EntryAction.RunAll(entry, frame);
        context.Autoescape = value.Test(frame);
        try
        {
            return body.Execute(frame);
        }
        finally
        {
            context.Autoescape = before;
        }
    }
}

/// <summary><c>{% filter %}</c>: the text of the body goes through filters that read it from a slot.</summary>
internal sealed class FilterBlockNode(EntryAction[] entry, BodyNode body, int textSlot, bool? escapes, ExprNode filter) : StmtNode
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
        frame.Slots[textSlot] = escapes ?? state.Autoescape ? Value.SafeString(text) : Value.From(text);
        // The result is printed as it is: what the filter gives is not escaped again.
        filter.Write(frame, escape: false);
        return Flow.Next;
    }
}

/// <summary>An error that is known when the template is compiled, but that Jinja raises only when the place is reached.</summary>
internal sealed class ErrorNode(int position, JinjaErrorKind kind, string message) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        frame.State.Position = position;
        throw new JinjaException(kind, message);
    }
}
