namespace Headgate.Jinja.Run.Nodes;

/// <summary>Text and printed values in a row.</summary>
internal sealed class OutputNode : StmtNode
{
    private readonly OutputPart[] _parts;
    private readonly bool? _escapes;
    private readonly PrintedValue[] _values;
    private readonly string? _tail;

    /// <summary>Creates the statement.</summary>
    /// <param name="parts">What is printed.</param>
    /// <param name="escapes">Whether values are escaped; null where that is known only at run time.</param>
    public OutputNode(OutputPart[] parts, bool? escapes)
    {
        _parts = parts;
        _escapes = escapes;
        var values = new List<PrintedValue>();
        string? text = null;
        foreach (var part in parts)
        {
            if (part.Expression is null)
            {
                text += part.Text;
                continue;
            }
            values.Add(PrintedValue.Of(text, part.Expression));
            text = null;
        }
        _values = [.. values];
        _tail = text;
    }

    /// <summary>Whether values are escaped; null where that is known only at run time.</summary>
    public bool? Escapes => _escapes;

    /// <summary>What is printed, in order, each with the text before it.</summary>
    public PrintedValue[] Values => _values;

    /// <summary>The text after the last value, or null.</summary>
    public string? Tail => _tail;

    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        if (state.Map is not null)
        {
            return ExecuteWithMap(frame);
        }
        var output = state.Output;
        var slots = frame.Slots;
        var escape = _escapes ?? state.Autoescape;
        foreach (ref readonly var value in _values.AsSpan())
        {
            if (value.Before is not null)
            {
                output.Append(value.Before);
            }
            if (value.Slot >= 0 && !escape)
            {
                ref readonly var variable = ref slots[value.Slot];
                if (variable.Reference is string text)
                {
                    output.Append(text);
                    continue;
                }
                if (variable.IsSmallInt)
                {
                    output.Append(variable.Bits + value.Added);
                    continue;
                }
            }
            if (value.Call is null)
            {
                value.Expression.Write(frame, escape);
                continue;
            }
            var flow = value.Call.EvaluateAsStatement(frame, write: true, escape);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }
        if (_tail is not null)
        {
            output.Append(_tail);
        }
        return Flow.Next;
    }

    /// <summary>The same, piece by piece: each has a place of its own in the map of the output.</summary>
    private Flow ExecuteWithMap(Frame frame)
    {
        var state = frame.State;
        var escape = _escapes ?? state.Autoescape;
        foreach (ref readonly var part in _parts.AsSpan())
        {
            state.Map!.Add(new OutputMapEntry(state.Output.Length, frame.Source.Name, frame.Source.LineOf(part.Position)));
            if (part.Text is not null)
            {
                state.Output.Append(part.Text);
                continue;
            }
            if (part.Expression is not CallNode call)
            {
                part.Expression!.Write(frame, escape);
                continue;
            }
            var flow = call.EvaluateAsStatement(frame, write: true, escape);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }
        return Flow.Next;
    }
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
