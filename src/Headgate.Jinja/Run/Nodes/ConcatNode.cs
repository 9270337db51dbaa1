using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary><c>a ~ b ~ …</c>.</summary>
/// <param name="position">Offset that errors point to.</param>
/// <param name="items">The operands.</param>
/// <param name="escapes">Whether safe texts make the others be escaped.</param>
internal sealed class ConcatNode(int position, ExprNode[] items, bool escapes) : ExprNode(position)
{
    public ExprNode[] Items { get; } = items;

    public bool Escapes { get; } = escapes;

    public override Value Evaluate(Frame frame)
    {
        var values = new Value[Items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Items[i].Evaluate(frame);
        }
        frame.State.Position = Position;
        return Operators.Concat(frame.State, values, Escapes);
    }
}
