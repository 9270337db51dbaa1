using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>An expression, ready to run.</summary>
/// <param name="position">Offset in the source that errors point to.</param>
internal abstract class ExprNode(int position)
{
    /// <summary>Offset in the source that errors point to.</summary>
    public readonly int Position = position;

    public abstract Value Evaluate(Frame frame);

    /// <summary>The truth of the value.</summary>
    public virtual bool Test(Frame frame)
    {
        var value = Evaluate(frame);
        if (value.IsBool)
        {
            return value.BoolBits;
        }
        frame.State.Position = Position;
        return value.IsTruthy;
    }

    /// <summary>Prints the value.</summary>
    public virtual void Write(Frame frame, bool escape)
    {
        var value = Evaluate(frame);
        frame.State.Position = Position;
        Write(frame.State.Output, value, escape);
    }

    protected static void Write(TextBuffer output, in Value value, bool escape)
    {
        if (escape)
        {
            PythonText.WriteEscaped(output, value);
        }
        else
        {
            PythonText.Write(output, value);
        }
    }
}
