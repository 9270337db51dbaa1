using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <content>Metrics that are made of others.</content>
internal sealed partial class MetricPlanner
{
    private MetricRows Derived(DerivedMetric metric, IReadOnlyList<ResolvedFilter> filters, IReadOnlyList<Item> groupBy, MetricInput moved)
    {
        var leaves = MetricLeaves.Of(metric, _manifest);
        bool IsTime(Item item) => leaves.Any(leaf => _items.IsTimeOf(leaf, item));
        var times = groupBy.Where(IsTime).ToList();
        // Conditions on the time of a moved metric are about the time that it is moved to.
        var later = moved.HasOffset ? filters.Where(filter => filter.Items.Count > 0 && filter.Items.All(IsTime)).ToList() : [];
        var inner = FiltersOf(metric).Concat(filters.Except(later)).ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var parts = new List<(MetricRows Rows, string Name)>();
        MetricRows Part(MetricInput part) => Metric(InputOf(part), [.. inner, .. FiltersOf(part)], groupBy, part);
        foreach (var part in metric.Parts)
        {
            var name = part.Name;
            while (!names.Add(name))
            {
                name += "_again";
            }
            parts.Add((moved.HasOffset ? Unranged(() => Part(part)) : Part(part), name));
        }
        var inputs = Inputs(metric, parts, groupBy);
        Expression value = metric.Expression is { } expression
            ? new ProjectSql(expression)
            : new Quotient(new ColumnHere(parts[0].Name), new ColumnHere(parts[1].Name));
        var step = _plan.Add(
            metric.Name,
            $"computes {metric.Name}: {metric.Expression ?? $"{parts[0].Name} divided by {parts[1].Name}"}",
            new Selection { From = new Source(inputs), Columns = [.. Keys(groupBy), new OutputColumn(metric.Name, value, IsKey: false)] }
        );
        var rows = new MetricRows(step, metric.Name);
        return moved.HasOffset ? MovedAfterwards(rows, groupBy, times, later, moved) : rows;
    }

    /// <summary>A step that has the inputs of a metric side by side, under the names that its expression knows.</summary>
    private string Inputs(DerivedMetric metric, List<(MetricRows Rows, string Name)> parts, IReadOnlyList<Item> groupBy) =>
        parts.TrueForAll(part => part.Rows.Step == parts[0].Rows.Step && part.Rows.Column == part.Name && part.Rows.Fill is null)
            ? parts[0].Rows.Step
            : _plan.Add(
                $"{metric.Name}_inputs",
                $"puts {string.Join(" and ", parts.Select(part => part.Name))} side by side",
                Combined(parts, groupBy)
            );

    private MetricRows MovedAfterwards(
        MetricRows rows,
        IReadOnlyList<Item> groupBy,
        List<Item> times,
        List<ResolvedFilter> later,
        MetricInput moved
    )
    {
        if (moved.OffsetWindow is { Grain.IsCustom: true } window)
        {
            throw new RefusalException(
                RefusalKind.NotSupported,
                $"The metric '{moved.Metric}' is computed from others, so it cannot be moved by '{window.Grain.Name}', only by a unit of time."
            );
        }
        var on = FinestOf(times);
        var periods = Periods(times, later, moved.Name, inRange: true);
        var step = _plan.Add(
            $"{moved.Name}_by_calendar",
            $"takes {moved.Metric} from an earlier time",
            new Selection
            {
                From = new Source(periods),
                Joins =
                [
                    new Join(
                        JoinKind.Inner,
                        new Source(rows.Step),
                        [new Compared(Back(new ColumnOf(periods, on.Column), moved), Comparison.Equal, new ColumnOf(rows.Step, on.Column))]
                    ),
                ],
                Columns =
                [
                    .. groupBy.Select(item => new OutputColumn(
                        item.Column,
                        new ColumnOf(times.Contains(item) ? periods : rows.Step, item.Column)
                    )),
                    new OutputColumn(rows.Column, new ColumnOf(rows.Step, rows.Column), IsKey: false),
                ],
            }
        );
        return rows with { Step = step };
    }

    private MetricRows Cumulative(
        CumulativeMetric metric,
        IReadOnlyList<ResolvedFilter> filters,
        IReadOnlyList<Item> groupBy,
        MetricInput moved
    )
    {
        if (InputOf(metric.Input) is not SimpleMetric simple)
        {
            throw new RefusalException(
                RefusalKind.NotSupported,
                $"The cumulative metric '{metric.Name}' accumulates '{metric.Input.Metric}', which is no simple metric."
            );
        }
        var finest = Time.Grain.Of(_calendar.UnitOf(simple));
        var times = groupBy.Where(item => _items.IsTimeOf(simple, item)).ToList();
        var told = times.Count == 0 || times.Exists(item => item.Grain == finest);
        var smallest = new Item
        {
            Kind = ItemKind.Time,
            Name = Item.MetricTime,
            Grain = finest,
        };
        IReadOnlyList<Item> needed = told ? groupBy : [.. groupBy, smallest];
        var rows = Simple(new SimpleRequest(simple, [.. FiltersOf(metric), .. FiltersOf(metric.Input), .. filters], needed, moved, metric));
        return told ? rows : OfPeriods(metric, rows, groupBy, smallest);
    }

    /// <summary>One value of a running total for each period.</summary>
    private MetricRows OfPeriods(CumulativeMetric metric, MetricRows rows, IReadOnlyList<Item> groupBy, Item smallest)
    {
        var function = metric.PeriodAggregation switch
        {
            PeriodAggregation.First => RowFunction.First,
            PeriodAggregation.Last => RowFunction.Last,
            _ => RowFunction.Average,
        };
        var order = function == RowFunction.Average ? null : new ColumnHere(smallest.Column);
        var value = new OverRows(
            function,
            rows.Filled(new ColumnHere(rows.Column)),
            [.. groupBy.Select(item => new ColumnHere(item.Column))],
            order
        );
        var told = _plan.Add(
            $"{metric.Name}_of_periods",
            $"takes the {metric.PeriodAggregation.ToString().ToLowerInvariant()} value of {metric.Name} of each period",
            new Selection { From = new Source(rows.Step), Columns = [.. Keys(groupBy), new OutputColumn(metric.Name, value)] }
        );
        var step = _plan.Add(
            metric.Name,
            "leaves one row a period",
            new Selection
            {
                From = new Source(told),
                Columns = [.. Keys(groupBy), new OutputColumn(metric.Name, new ColumnHere(metric.Name))],
                IsGrouped = true,
            }
        );
        return new MetricRows(step, metric.Name);
    }
}
