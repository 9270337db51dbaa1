using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Planning;

/// <content>Metrics over the rows of one semantic model.</content>
internal sealed partial class MetricPlanner
{
    /// <summary>Aggregates that are planned already, by what they group and which rows they take.</summary>
    private readonly Dictionary<string, MetricRows> _aggregates = new(StringComparer.Ordinal);

    private MetricRows Simple(SimpleRequest request)
    {
        var metric = request.Metric;
        var times = request.GroupBy.Where(item => _items.IsTimeOf(metric, item)).ToList();
        var filters = FiltersOf(metric).Concat(request.Filters).ToList();
        var onTime = filters.FindAll(filter => filter.Items.Count > 0 && filter.Items.All(item => _items.IsTimeOf(metric, item)));
        var moved = request.Moved.HasOffset && times.Count > 0;
        var movedAfter = moved && (request.Running is not null || CanMoveAfterwards(request.Moved, FinestOf(times)));
        var rows = new RowsRequest(
            request,
            // Conditions on the time of a moved metric are about the time that it is moved to.
            moved && movedAfter
                ? filters.Except(onTime).ToList()
                : filters,
            times,
            moved && !movedAfter
        );
        var result = Aggregates(rows, moved);
        if (movedAfter)
        {
            result = OntoSpine(result, request, times, onTime, metric.JoinToTimeSpine ? JoinKind.Left : JoinKind.Inner, request.Moved);
        }
        else if (metric.JoinToTimeSpine && times.Count > 0)
        {
            result = OntoSpine(result, request, times, onTime, JoinKind.Left, null);
        }
        if (metric.JoinToTimeSpine && times.Count > 0)
        {
            // The calendar brought rows whose other columns are null: what is asked of those is asked again.
            var again = request
                .Filters.Where(filter => !onTime.Contains(filter) && filter.Items.Count > 0 && filter.Items.All(request.GroupBy.Contains))
                .ToList();
            result = again.Count == 0 ? result : Filtered(result, request.GroupBy, again, metric.Name);
        }
        return result with { Fill = metric.FillNullsWith };
    }

    /// <summary>
    /// Whether a metric can be aggregated first and moved then: only if what it is aggregated to is at least as fine as what it is moved by.
    /// Weeks do not add up to months, so the start of a month cannot be found among them.
    /// </summary>
    private static bool CanMoveAfterwards(MetricInput moved, Item finest)
    {
        var by = moved.OffsetWindow?.Grain ?? Grain.Of(moved.OffsetToGrain!.Value);
        return finest.Grain is { IsCustom: false } grain
            && !by.IsCustom
            && grain.Unit <= by.Unit
            && !(grain.Unit == TimeUnit.Week && moved.OffsetToGrain is not null);
    }

    private static Item FinestOf(IReadOnlyList<Item> times) =>
        times.OrderBy(item => item.Part is not null).ThenBy(item => item.Grain?.IsCustom is true).ThenBy(item => item.Grain?.Unit).First();

    private MetricRows Filtered(MetricRows rows, IReadOnlyList<Item> groupBy, IReadOnlyList<ResolvedFilter> filters, string name)
    {
        var step = _plan.Add(
            $"{name}_filtered",
            $"keeps what meets the filters of {name}",
            new Selection
            {
                From = new Source(rows.Step),
                Columns = [.. Keys(groupBy), new OutputColumn(rows.Column, new ColumnHere(rows.Column), IsKey: false)],
                Where = [.. filters.Select(filter => new FilterSql(filter.Sql))],
            }
        );
        return rows with { Step = step };
    }

    /// <summary>Puts the groups of a metric onto the periods of a calendar, moved by an offset if there is one.</summary>
    private MetricRows OntoSpine(
        MetricRows rows,
        SimpleRequest request,
        IReadOnlyList<Item> times,
        IReadOnlyList<ResolvedFilter> onTime,
        JoinKind kind,
        MetricInput? moved
    )
    {
        var on = FinestOf(times);
        var periods = Periods(times, onTime, request.Metric.Name, inRange: true);
        var step = _plan.Add(
            $"{request.Metric.Name}_by_calendar",
            moved is null
                ? $"shows {request.Metric.Name} for every period of the calendar"
                : $"takes {request.Metric.Name} from an earlier time",
            new Selection
            {
                From = new Source(periods),
                Joins =
                [
                    new Join(
                        kind,
                        new Source(rows.Step),
                        [new Compared(Back(new ColumnOf(periods, on.Column), moved), Comparison.Equal, new ColumnOf(rows.Step, on.Column))]
                    ),
                ],
                Columns =
                [
                    .. request.GroupBy.Select(item => new OutputColumn(
                        item.Column,
                        new ColumnOf(times.Contains(item) ? periods : rows.Step, item.Column)
                    )),
                    new OutputColumn(rows.Column, new ColumnOf(rows.Step, rows.Column), IsKey: false),
                ],
            }
        );
        return rows with { Step = step };
    }

    private static Expression Back(Expression time, MetricInput? moved) =>
        moved?.OffsetWindow is { } window ? new MovedBack(time, window.Count, window.Grain.Unit)
        : moved?.OffsetToGrain is { } unit ? new StartOfPeriod(time, unit)
        : time;

    /// <summary>The periods of a calendar, as items tell them.</summary>
    private string Periods(IReadOnlyList<Item> times, IReadOnlyList<ResolvedFilter> filters, string name, bool inRange)
    {
        var all = times.Concat(filters.SelectMany(filter => filter.Items)).Distinct().ToList();
        var spine = _calendar.SpineFor(all.Min(item => item.Grain?.Unit ?? DateParts.CoarsestUnit(item.Part!.Value)));
        var read = _plan.Read(spine);
        var sources = new Sources(_plan, _calendar, new Source(read.Name));
        var time = new ColumnOf(read.Name, read.Column(spine.Column, spine.Column));
        var selection = new Selection
        {
            From = sources.From,
            Columns = [.. all.Select(item => new OutputColumn(item.Column, sources.Tell(item, time, (spine, read.Name))))],
            Where = inRange ? [.. InRange(time)] : [],
        };
        return Distinct(selection with { Joins = sources.Joins }, times, filters, $"{name}_periods", $"lists the periods for {name}");
    }

    /// <summary>The different values of some columns of a statement, of those rows that meet conditions.</summary>
    private string Distinct(
        Selection selection,
        IReadOnlyList<Item> wanted,
        IReadOnlyList<ResolvedFilter> filters,
        string name,
        string purpose
    )
    {
        if (filters.Count == 0)
        {
            return _plan.Add(name, purpose, selection with { IsGrouped = true });
        }
        var rows = _plan.Add($"{name}_rows", $"has what the filters of {name} are about", selection);
        return _plan.Add(
            name,
            purpose,
            new Selection
            {
                From = new Source(rows),
                Columns = Keys(wanted),
                Where = [.. filters.Select(filter => new FilterSql(filter.Sql))],
                IsGrouped = true,
            }
        );
    }
}
