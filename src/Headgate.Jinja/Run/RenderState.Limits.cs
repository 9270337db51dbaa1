using System.Diagnostics;
using System.Runtime.CompilerServices;
using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Run;

/// <summary>Counting of what a rendering uses.</summary>
internal sealed partial class RenderState
{
    // Time and cancellation are looked at once in so many steps.
    private const int Portion = 2048;

    private int _portion;
    private long _spentSteps;
    private long _spentLength;
    private long _deadline = long.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override void Step(int count = 1)
    {
        _portion -= count;
        if (_portion < 0)
        {
            NextPortion();
        }
    }

    public override void Reserve(long length)
    {
        if (length > Limits.MaxValueLength)
        {
            throw Exceeded($"a value of {length} characters or elements is longer than the limit of {Limits.MaxValueLength}");
        }
        _spentLength += length;
        if (_spentLength > Limits.MaxTotalLength)
        {
            throw Exceeded($"the values built are longer than the limit of {Limits.MaxTotalLength} characters and elements in all");
        }
    }

    /// <summary>Counts what was appended to a text, and refuses the text when it has become too long.</summary>
    public void ReserveMore(int appended, int length)
    {
        Reserve(appended);
        if (length > Limits.MaxValueLength)
        {
            Reserve(length);
        }
    }

    private void StartClock()
    {
        if (Limits.Timeout is { } timeout)
        {
            _deadline = Stopwatch.GetTimestamp() + (long)(timeout.TotalSeconds * Stopwatch.Frequency);
        }
        _portion = (int)Math.Min(Portion, Limits.MaxSteps);
        _spentSteps = _portion;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NextPortion()
    {
        Cancellation.ThrowIfCancellationRequested();
        if (_deadline != long.MaxValue && Stopwatch.GetTimestamp() > _deadline)
        {
            throw Exceeded($"the rendering took longer than the limit of {Limits.Timeout}");
        }
        // What is owed beyond the portion is part of the next ones.
        var next = Math.Min(Portion - (long)_portion, Limits.MaxSteps - _spentSteps);
        if (next + _portion < 0)
        {
            throw Exceeded($"the rendering took more than the limit of {Limits.MaxSteps} steps");
        }
        _spentSteps += next;
        _portion += (int)next;
    }

    private static JinjaException Exceeded(string message) => new(JinjaErrorKind.LimitExceeded, message);
}
