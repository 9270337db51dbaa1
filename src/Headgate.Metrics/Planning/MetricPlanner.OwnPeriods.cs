using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Planning;

/// <content>Moving by periods of the project's own calendar, whose lengths only the calendar knows.</content>
internal sealed partial class MetricPlanner
{
    private const string First = "first_day";
    private const string Last = "last_day";
    private const string Place = "place";
    private const string Moved = "moved_to";

    /// <summary>The calendar with each of its rows moved on by a number of own periods.</summary>
    private CalendarTime MovedCalendar(TimeWindow window, IReadOnlyList<Item> times)
    {
        var spine = _calendar.SpineOf(window.Grain);
        var read = _plan.Read(spine);
        var day = read.Column(spine.Column, spine.Column);
        var period = read.Column(window.Grain.Name, spine.CustomColumns[window.Grain.Name]);
        return times.All(item => item.Grain == window.Grain)
            ? WholePeriods(window, read, day, period)
            : DaysOfPeriods(window, spine, read, day, period);
    }

    private CalendarTime WholePeriods(TimeWindow window, TableRead read, string day, string period)
    {
        var periods = _plan.Add(
            $"{window.Grain.Name}s",
            $"lists the periods {window.Grain.Name}",
            new Selection
            {
                From = new Source(read.Name),
                Columns = [new OutputColumn(period, new ColumnHere(period))],
                IsGrouped = true,
            }
        );
        var moved = _plan.Add(
            $"{window.Grain.Name}s_moved",
            $"finds for each the period that comes {window.Count} later",
            new Selection
            {
                From = new Source(periods),
                Columns = [new OutputColumn(period, new ColumnHere(period)), new OutputColumn(Moved, Ahead(period, window, period))],
            }
        );
        var step = _plan.Add(
            $"{read.Name}_moved",
            "tells each row of the calendar that later period",
            new Selection
            {
                From = new Source(read.Name),
                Joins = [new Join(JoinKind.Inner, new Source(moved), [Same(read.Name, moved, period)])],
                Columns = [new OutputColumn(day, new ColumnOf(read.Name, day)), new OutputColumn(Moved, new ColumnOf(moved, Moved))],
            }
        );
        return new CalendarTime(step, new ColumnOf(step, Moved), new ColumnOf(step, day), null, window.Grain.Name);
    }

    private CalendarTime DaysOfPeriods(TimeWindow window, TimeSpineDefinition spine, TableRead read, string day, string period)
    {
        ColumnHere[] together = [new(period)];
        var placed = _plan.Add(
            $"{read.Name}_placed",
            $"finds the place of each row of the calendar in its {window.Grain.Name}",
            new Selection
            {
                From = new Source(read.Name),
                Columns =
                [
                    new OutputColumn(day, new ColumnHere(day)),
                    new OutputColumn(period, new ColumnHere(period)),
                    new OutputColumn(First, new OverRows(RowFunction.First, new ColumnHere(day), together, new ColumnHere(day))),
                    new OutputColumn(Last, new OverRows(RowFunction.Last, new ColumnHere(day), together, new ColumnHere(day))),
                    new OutputColumn(Place, new OverRows(RowFunction.Position, null, together, new ColumnHere(day))),
                ],
            }
        );
        var bounds = _plan.Add(
            $"{window.Grain.Name}s",
            $"lists the periods {window.Grain.Name}",
            new Selection
            {
                From = new Source(placed),
                Columns = [.. new[] { period, First, Last }.Select(name => new OutputColumn(name, new ColumnHere(name)))],
                IsGrouped = true,
            }
        );
        var later = _plan.Add(
            $"{window.Grain.Name}s_moved",
            $"finds for each the bounds of the one that comes {window.Count} later",
            new Selection
            {
                From = new Source(bounds),
                Columns =
                [
                    new OutputColumn(period, new ColumnHere(period)),
                    new OutputColumn(First, Ahead(First, window, period)),
                    new OutputColumn(Last, Ahead(Last, window, period)),
                ],
            }
        );
        var movedTo = new MovedOnTo(new ColumnOf(later, First), new ColumnOf(placed, Place), spine.Unit);
        var step = _plan.Add(
            $"{read.Name}_moved",
            "tells each row of the calendar the one at the same place of that later period",
            new Selection
            {
                From = new Source(placed),
                Joins = [new Join(JoinKind.Inner, new Source(later), [Same(placed, later, period)])],
                Columns =
                [
                    new OutputColumn(day, new ColumnOf(placed, day)),
                    new OutputColumn(Moved, new GivenThat(new Compared(movedTo, Comparison.AtMost, new ColumnOf(later, Last)), movedTo)),
                ],
            }
        );
        return new CalendarTime(step, new ColumnOf(step, Moved), new ColumnOf(step, day), null, null) { IsMoved = true };
    }

    private static OverRows Ahead(string column, TimeWindow window, string order) =>
        new(RowFunction.Ahead, new ColumnHere(column), [], new ColumnHere(order), Distance: window.Count);
}
