namespace Headgate.Jinja.Run.Nodes;

/// <summary>Text and printed values in a row.</summary>
/// <param name="parts">What is printed.</param>
/// <param name="escapes">Whether values are escaped; null where that is known only at run time.</param>
internal sealed class OutputNode(OutputPart[] parts, bool? escapes) : StmtNode
{
    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        foreach (var part in parts)
        {
            if (state.Map is not null)
            {
                Note(frame, part.Position);
            }
            if (part.Text is not null)
            {
                state.Output.Append(part.Text);
            }
            else if (part.Expression is CallNode call)
            {
                var flow = call.EvaluateAsStatement(frame, write: true, escapes ?? state.Autoescape);
                if (flow != Flow.Next)
                {
                    return flow;
                }
            }
            else
            {
                part.Expression!.Write(frame, escapes ?? state.Autoescape);
            }
        }
        return Flow.Next;
    }

    private static void Note(Frame frame, int position) =>
        frame.State.Map!.Add(new OutputMapEntry(frame.State.Output.Length, frame.Source.Name, frame.Source.LineOf(position)));
}

/// <summary>One part of an output: either text or a value.</summary>
/// <param name="Text">The text, or null.</param>
/// <param name="Expression">The value, or null.</param>
/// <param name="Position">Where it stands.</param>
internal readonly record struct OutputPart(string? Text, ExprNode? Expression, int Position);

/// <summary>Output at the top level that is left out once the template is known to extend another.</summary>
internal sealed class UnlessExtendedNode(StmtNode inner) : StmtNode
{
    public override Flow Execute(Frame frame) => frame.ParentTemplate is null ? inner.Execute(frame) : Flow.Next;
}
