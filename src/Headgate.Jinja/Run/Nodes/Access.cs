using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Run.Nodes;

internal sealed class ItemNode(int position, ExprNode target, ExprNode key) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var owner = target.Evaluate(frame);
        var index = key.Evaluate(frame);
        frame.State.Position = Position;
        return Operators.GetItem(frame.State, owner, index);
    }
}

internal sealed class SliceNode(int position, ExprNode target, ExprNode? start, ExprNode? stop, ExprNode? step) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var owner = target.Evaluate(frame);
        var from = start?.Evaluate(frame) ?? Value.None;
        var to = stop?.Evaluate(frame) ?? Value.None;
        var by = step?.Evaluate(frame) ?? Value.None;
        frame.State.Position = Position;
        return Operators.Slice(frame.State, owner, from, to, by);
    }
}

internal sealed class TupleNode(int position, ExprNode[] items) : ExprNode(position)
{
    public ExprNode[] Items { get; } = items;

    public override Value Evaluate(Frame frame)
    {
        var values = new Value[Items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Items[i].Evaluate(frame);
        }
        return Value.From(values.Length == 0 ? JinjaTuple.Empty : new JinjaTuple(values));
    }
}

internal sealed class ListNode(int position, ExprNode[] items) : ExprNode(position)
{
    public ExprNode[] Items { get; } = items;

    public override Value Evaluate(Frame frame)
    {
        var values = new List<Value>(Items.Length);
        foreach (var item in Items)
        {
            values.Add(item.Evaluate(frame));
        }
        return Value.From(new JinjaList(values));
    }
}

internal sealed class DictNode(int position, ExprNode[] keys, ExprNode[] values) : ExprNode(position)
{
    public override Value Evaluate(Frame frame)
    {
        var dict = new JinjaDict(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i].Evaluate(frame);
            var value = values[i].Evaluate(frame);
            frame.State.Position = Position;
            dict.Set(key, value);
        }
        return Value.From(dict);
    }
}
