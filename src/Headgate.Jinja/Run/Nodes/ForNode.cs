using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>A loop whose body does not need <c>loop</c> as an object: at most its counter, in a slot.</summary>
internal sealed class ForNode : StmtNode
{
    private readonly int _position;
    private readonly ExprNode _items;
    private readonly LoopParts _parts;
    private readonly LoopCondition? _condition;
    private readonly EntryAction[]? _entry;
    private readonly BodyNode _body;
    private readonly int _targetSlot;
    private readonly int _counterSlot;
    private readonly LoopRow? _row;

    /// <summary>Creates the statement.</summary>
    /// <param name="position">Offset of the items.</param>
    /// <param name="items">What is walked.</param>
    /// <param name="parts">The parts of the loop.</param>
    /// <param name="counterSlot">Where the number of the turn goes, from 0; -1 where nothing reads it.</param>
    public ForNode(int position, ExprNode items, LoopParts parts, int counterSlot)
    {
        _position = position;
        _items = items;
        _parts = parts;
        _condition = parts.Condition;
        _entry = parts.Entry.Length > 0 ? parts.Entry : null;
        _body = parts.Body;
        _targetSlot = parts.TargetSlot;
        _counterSlot = counterSlot;
        _row = LoopRow.Of(parts, counterSlot);
    }

    public override Flow Execute(Frame frame)
    {
        var source = _items.Evaluate(frame);
        frame.State.Position = _position;
        if (_counterSlot >= 0)
        {
            frame.Slots[_counterSlot] = Value.From(-1L);
        }
        var row = _row is not null && _row.Fits(frame.State) ? _row : null;
        var flow = source.Reference switch
        {
            JinjaList list => row?.Print(frame, new ListRows(list)) ?? WalkList(frame, list),
            JinjaTuple tuple => row?.Print(frame, new TupleRows(tuple.Items)) ?? WalkTuple(frame, tuple.Items),
            JinjaRange range => row?.Print(frame, new RangeRows(range)) ?? WalkRange(frame, range),
            _ => Walk(frame, source),
        };
        // Flow.Continue: no turn was completed. As in Jinja, else then runs even where a turn was cut short.
        return flow == Flow.Continue ? _parts.RunElse(frame) : flow;
    }

    private Flow WalkList(Frame frame, JinjaList list)
    {
        _condition?.Enter(frame);
        var result = Flow.Continue;
        for (var i = 0; i < list.Count; i++)
        {
            var flow = Turn(frame, list[i]);
            if (flow == Flow.Next)
            {
                result = Flow.Next;
            }
            else if (flow != Flow.Continue)
            {
                return flow == Flow.Break ? result : flow;
            }
        }
        return result;
    }

    private Flow WalkTuple(Frame frame, Value[] items)
    {
        _condition?.Enter(frame);
        var result = Flow.Continue;
        foreach (ref readonly var item in items.AsSpan())
        {
            var flow = Turn(frame, item);
            if (flow == Flow.Next)
            {
                result = Flow.Next;
            }
            else if (flow != Flow.Continue)
            {
                return flow == Flow.Break ? result : flow;
            }
        }
        return result;
    }

    private Flow WalkRange(Frame frame, JinjaRange range)
    {
        _condition?.Enter(frame);
        var result = Flow.Continue;
        for (long i = 0; i < range.LongCount; i++)
        {
            var flow = Turn(frame, Value.From(range[i]));
            if (flow == Flow.Next)
            {
                result = Flow.Next;
            }
            else if (flow != Flow.Continue)
            {
                return flow == Flow.Break ? result : flow;
            }
        }
        return result;
    }

    private Flow Walk(Frame frame, in Value source)
    {
        var walk = Operators.Iterate(frame.State, source);
        _condition?.Enter(frame);
        var result = Flow.Continue;
        while (walk.MoveNext())
        {
            var flow = Turn(frame, walk.Current);
            if (flow == Flow.Next)
            {
                result = Flow.Next;
            }
            else if (flow != Flow.Continue)
            {
                return flow == Flow.Break ? result : flow;
            }
            frame.State.Position = _position;
        }
        return result;
    }

    private Flow Turn(Frame frame, in Value item)
    {
        var state = frame.State;
        if (_condition is not null && !_condition.Accepts(frame, item))
        {
            state.Step();
            return Flow.Continue;
        }
        var slots = frame.Slots;
        if (_targetSlot >= 0)
        {
            slots[_targetSlot] = item;
        }
        else
        {
            _parts.Target.Assign(frame, item);
        }
        if (_counterSlot >= 0)
        {
            Value.Increment(ref slots[_counterSlot]);
        }
        state.Step(1 + _body.Count);
        if (_entry is not null)
        {
            EntryAction.RunAll(_entry, frame);
        }
        return _body.Run(frame);
    }
}
