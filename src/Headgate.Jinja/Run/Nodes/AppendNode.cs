using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>
/// <c>{% set ns.text = ns.text ~ … %}</c>, the way templates collect text in a loop: the text grows in place where nothing but plain values is
/// appended, instead of being copied each time.
/// </summary>
internal sealed class AppendNode : StmtNode
{
    private readonly ExprNode _owner;
    private readonly string _attribute;
    private readonly int _position;
    private readonly SetNode _otherwise;
    private readonly PrintedValue[] _values;
    private readonly string? _tail;

    /// <summary>Creates the statement.</summary>
    /// <param name="owner">The namespace.</param>
    /// <param name="attribute">The attribute that grows.</param>
    /// <param name="text">The whole right side, whose first operand is the attribute.</param>
    /// <param name="otherwise">The assignment as any other.</param>
    public AppendNode(ExprNode owner, string attribute, ConcatNode text, SetNode otherwise)
    {
        _owner = owner;
        _attribute = attribute;
        _position = text.Position;
        _otherwise = otherwise;
        var values = new List<PrintedValue>();
        foreach (var operand in text.Items.AsSpan(1))
        {
            if (operand is ConstNode constant)
            {
                _tail += PythonText.Str(constant.Value);
                continue;
            }
            values.Add(PrintedValue.Of(_tail, operand));
            _tail = null;
        }
        _values = [.. values];
    }

    /// <summary>Whether evaluating an operand can have no effect on what is being built.</summary>
    public static bool IsPlain(ExprNode operand) => operand is ConstNode or LocalNode or GivenNode or OuterNode or LoopCounterNode;

    public override Flow Execute(Frame frame)
    {
        var state = frame.State;
        if (_owner.Evaluate(frame).Reference is not NamespaceObject space || space.Growing(state, _attribute) is not { } growing)
        {
            return _otherwise.Execute(frame);
        }
        var start = growing.Length;
        foreach (ref readonly var value in _values.AsSpan())
        {
            if (value.Before is not null)
            {
                growing.Append(value.Before);
            }
            Append(frame, growing, value);
        }
        if (_tail is not null)
        {
            growing.Append(_tail);
        }
        state.ReserveMore(growing.Length - start, growing.Length);
        space.Grown();
        return Flow.Next;
    }

    private void Append(Frame frame, TextBuffer growing, in PrintedValue value)
    {
        if (value.Slot >= 0 && frame.Slots[value.Slot] is { IsSmallInt: true } number)
        {
            growing.Append(number.Bits + value.Added);
            return;
        }
        var operand = value.Expression.Evaluate(frame);
        frame.State.Position = _position;
        PythonText.Write(growing, operand);
    }
}
