namespace Headgate.Metrics.Time;

/// <summary>From when to when rows count; both ends belong to it.</summary>
/// <param name="Start">The first moment, or null for no bound.</param>
/// <param name="End">The last moment, or null for no bound.</param>
internal sealed record TimeRange(DateTime? Start, DateTime? End)
{
    /// <summary>The range widened to whole periods of a unit.</summary>
    internal TimeRange WidenedTo(TimeUnit unit) =>
        new(Start is { } start ? TimeUnits.StartOf(unit, start) : null, End is { } end ? Last(unit, end) : null);

    private static DateTime Last(TimeUnit unit, DateTime end)
    {
        var next = TimeUnits.After(unit, TimeUnits.StartOf(unit, end));
        return unit >= TimeUnit.Day ? next.AddDays(-1)
            : next > end ? next.AddSeconds(-1)
            : end;
    }
}
