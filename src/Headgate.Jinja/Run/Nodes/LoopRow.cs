using Headgate.Jinja.Values;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>
/// The body of a loop that only prints variables with text between them, such as <c>{{ column }} as c{{ loop.index }},</c>. Nothing in there
/// can see the loop's own variables otherwise, so they need not be stored for each turn.
/// </summary>
internal sealed class LoopRow
{
    // What a turn counts: the loop's and its only statement's.
    private const int Steps = 2;

    private readonly bool? _escapes;
    private readonly int _targetSlot;
    private readonly Part[] _parts;
    private readonly string _head;
    private readonly string _between;
    private readonly string _tail;

    private LoopRow(OutputNode body, int targetSlot, int counterSlot)
    {
        _escapes = body.Escapes;
        _targetSlot = targetSlot;
        var values = body.Values;
        _parts = new Part[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var from =
                value.Slot == targetSlot ? PartSource.Target
                : value.Slot == counterSlot ? PartSource.Counter
                : PartSource.Variable;
            _parts[i] = new Part(from, value, i + 1 < values.Length ? values[i + 1].Before : null);
        }
        _head = values[0].Before ?? "";
        _tail = body.Tail ?? "";
        _between = _tail + _head;
    }

    private enum PartSource
    {
        Target,
        Counter,
        Variable,
    }

    /// <summary>The row of a loop, or null where its body does more.</summary>
    /// <param name="parts">The loop.</param>
    /// <param name="counterSlot">Where the number of the turn goes; -1 where nothing reads it.</param>
    public static LoopRow? Of(LoopParts parts, int counterSlot)
    {
        if (parts.Condition is not null || parts.Entry.Length > 0 || parts.TargetSlot < 0 || parts.Body.Only is not OutputNode body)
        {
            return null;
        }
        return body.Values.Length > 0 && Array.TrueForAll(body.Values, v => v.Slot >= 0)
            ? new LoopRow(body, parts.TargetSlot, counterSlot)
            : null;
    }

    /// <summary>Whether a rendering prints values as they are, without noting where each came from.</summary>
    public bool Fits(RenderState state) => state.Map is null && !(_escapes ?? state.Autoescape);

    /// <summary>Prints the row for each item.</summary>
    /// <returns><see cref="Flow.Continue"/> where there was none.</returns>
    public Flow Print<TItems>(Frame frame, TItems items)
        where TItems : struct, IRowItems
    {
        if (!items.TryGet(0, out var item))
        {
            return Flow.Continue;
        }
        var state = frame.State;
        var cursor = new TextCursor(state.Output);
        cursor.Append(_head);
        long index = 0;
        while (true)
        {
            state.Step(Steps);
            foreach (ref readonly var part in _parts.AsSpan())
            {
                if (part.From == PartSource.Counter)
                {
                    cursor.Append(index + part.Value.Added);
                }
                else
                {
                    ref readonly var value = ref part.From == PartSource.Target ? ref item : ref frame.Slots[part.Value.Slot];
                    if (value.Reference is string text)
                    {
                        cursor.Append(text);
                    }
                    else if (value.IsSmallInt)
                    {
                        cursor.Append(value.Bits + part.Value.Added);
                    }
                    else
                    {
                        cursor.Flush();
                        WriteOther(frame, item, part.Value.Expression);
                        cursor.Resume();
                    }
                }
                if (part.After is not null)
                {
                    cursor.Append(part.After);
                }
            }
            if (!items.TryGet(++index, out item))
            {
                break;
            }
            cursor.Append(_between);
        }
        cursor.Append(_tail);
        cursor.Flush();
        return Flow.Next;
    }

    /// <summary>Prints what only the expression itself can: for it, the loop's variable is stored.</summary>
    private void WriteOther(Frame frame, in Value item, ExprNode expression)
    {
        frame.Slots[_targetSlot] = item;
        expression.Write(frame, escape: false);
    }

    private readonly record struct Part(PartSource From, PrintedValue Value, string? After);
}
