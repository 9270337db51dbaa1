using System.Collections;

namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's range of ints, within 64 bits.</summary>
public sealed class JinjaRange : IReadOnlyCollection<Value>
{
    /// <summary>Creates a range.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The first number beyond.</param>
    /// <param name="step">The distance; not 0.</param>
    public JinjaRange(long start, long stop, long step = 1)
    {
        if (step == 0)
        {
            throw PythonError.Value("range() arg 3 must not be zero");
        }
        Start = start;
        Stop = stop;
        Step = step;
        var distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        var stride = step > 0 ? (Int128)step : -(Int128)step;
        LongCount = distance <= 0 ? 0 : (long)Int128.Min((distance + stride - 1) / stride, long.MaxValue);
    }

    /// <summary>The first number.</summary>
    public long Start { get; }

    /// <summary>The first number beyond.</summary>
    public long Stop { get; }

    /// <summary>The distance.</summary>
    public long Step { get; }

    /// <inheritdoc/>
    public int Count =>
        LongCount <= int.MaxValue ? (int)LongCount : throw PythonError.Overflow("Python int too large to convert to C ssize_t");

    internal long LongCount { get; }

    /// <summary>The number at a place.</summary>
    /// <param name="index">From 0.</param>
    public long this[long index] => unchecked(Start + (index * Step));

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator()
    {
        for (long i = 0; i < LongCount; i++)
        {
            yield return Value.From(this[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Contains(long number)
    {
        if (Step > 0 ? number < Start || number >= Stop : number > Start || number <= Stop)
        {
            return false;
        }
        return ((Int128)number - Start) % Step == 0;
    }

    internal bool EqualTo(JinjaRange other) =>
        LongCount == other.LongCount && (LongCount == 0 || (Start == other.Start && (LongCount == 1 || Step == other.Step)));
}
