using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Run.Nodes;

/// <summary>What a <see cref="LoopRow"/> is printed for. Its kinds are structs, so that each has a loop of its own.</summary>
internal interface IRowItems
{
    /// <summary>The item at a place.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="item">The item.</param>
    /// <returns>False where there are no more.</returns>
    bool TryGet(long index, out Value item);
}

/// <summary>The items of a list, which may grow and shrink meanwhile.</summary>
internal readonly struct ListRows(JinjaList list) : IRowItems
{
    public bool TryGet(long index, out Value item)
    {
        var items = list.Span;
        if (index < items.Length)
        {
            item = items[(int)index];
            return true;
        }
        item = default;
        return false;
    }
}

/// <summary>The items of a tuple.</summary>
internal readonly struct TupleRows(Value[] items) : IRowItems
{
    public bool TryGet(long index, out Value item)
    {
        if (index < items.Length)
        {
            item = items[(int)index];
            return true;
        }
        item = default;
        return false;
    }
}

/// <summary>The numbers of a range.</summary>
internal readonly struct RangeRows(JinjaRange range) : IRowItems
{
    public bool TryGet(long index, out Value item)
    {
        item = Value.From(range[index]);
        return index < range.LongCount;
    }
}
