using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Planning;

/// <content>Where the rows of a metric come from: its model alone, or its model joined to a calendar.</content>
internal sealed partial class MetricPlanner
{
    /// <summary>A statement for the rows of a metric, with a column for everything that is needed of them.</summary>
    private Selection Rows(RowsRequest request, bool moved, out Expression value)
    {
        var metric = request.Wanted.Metric;
        var model = ModelOf(metric);
        var read = _plan.Read(model);
        var dimension = _calendar.TimeOf(metric);
        var unit = _calendar.UnitOf(metric);
        var column = read.Column(dimension.Name, dimension.Expression);
        Expression OwnTime(string alias) => new StartOfPeriod(new ColumnOf(alias, column), unit);

        var running =
            request.Wanted.Running is not null && request.Needed.Any(item => _items.IsTimeOf(metric, item)) ? request.Wanted.Running : null;
        var told =
            running is not null ? TimeOfCalendar(unit)
            : request.MovedBefore
                ? request.Wanted.Moved.OffsetWindow is { Grain.IsCustom: true } own ? MovedCalendar(own, request.Times)
                    : TimeOfCalendar(unit)
            : null;
        var sources = new Sources(_plan, _calendar, new Source(told?.Step ?? read.Name));
        if (told is not null)
        {
            sources.Join(
                JoinKind.Inner,
                read.Name,
                null,
                alias =>
                    running is not null ? Within(OwnTime(alias), told.Time, running) : [Meets(OwnTime(alias), told, request.Wanted.Moved)]
            );
        }
        var rows = new ModelRows(_plan, _items, _manifest, model, JoinKind.Left, sources, read.Name) { At = OwnTime(read.Name) };
        var columns = request
            .Needed.Select(item => new OutputColumn(
                item.Column,
                item.Kind == ItemKind.Metric ? ValueOfMetric(item, rows)
                    : _items.IsTimeOf(metric, item) ? Told(item, told, new ColumnOf(read.Name, column), sources)
                    : rows.ValueOf(item)
            ))
            .ToList();
        value = new ColumnOf(read.Name, Measure(metric));
        return new Selection
        {
            From = sources.From,
            Joins = sources.Joins,
            Columns = columns,
            Where =
            [
                .. request.MovedBefore ? Starts(request, told!, columns, unit) : [],
                .. request.MovedBefore || !moved ? InRange(told?.Time ?? OwnTime(read.Name)) : [],
            ],
        };
    }

    private static Expression Told(Item item, CalendarTime? told, Expression own, Sources sources) =>
        told is null ? sources.Tell(item, own)
        : item.Grain is { IsCustom: true } grain && told.Custom == grain.Name ? told.Time
        : sources.Tell(item, told.Time, told.Spine is { } spine ? (spine, told.Step) : null);

    /// <summary>The periods of a unit, from the calendar.</summary>
    private CalendarTime TimeOfCalendar(TimeUnit unit)
    {
        var spine = _calendar.SpineFor(unit);
        var read = _plan.Read(spine);
        var column = read.Column(spine.Column, spine.Column);
        if (spine.Unit == unit)
        {
            var time = new ColumnOf(read.Name, column);
            return new CalendarTime(read.Name, time, time, spine, null);
        }
        const string Period = "period";
        var step = _plan.Add(
            $"{TimeUnits.NameOf(unit)}s",
            $"lists the {TimeUnits.NameOf(unit)}s of the calendar",
            new Selection
            {
                From = new Source(read.Name),
                Columns = [new OutputColumn(Period, new StartOfPeriod(new ColumnHere(column), unit))],
                IsGrouped = true,
            }
        );
        return new CalendarTime(step, new ColumnOf(step, Period), new ColumnOf(step, Period), null, null);
    }

    private static List<Condition> Within(Expression own, Expression time, CumulativeMetric running)
    {
        List<Condition> within = [new Compared(own, Comparison.AtMost, time)];
        if (running.Window is { } window)
        {
            if (window.Grain.IsCustom)
            {
                throw new RefusalException(
                    RefusalKind.NotSupported,
                    $"The window of the cumulative metric '{running.Name}' is told in '{window.Grain.Name}'; only units of time can be."
                );
            }
            within.Add(new Compared(own, Comparison.Greater, new MovedBack(time, window.Count, window.Grain.Unit)));
        }
        else if (running.GrainToDate is { } unit)
        {
            within.Add(new Compared(own, Comparison.AtLeast, new StartOfPeriod(time, unit)));
        }
        return within;
    }

    private static Compared Meets(Expression own, CalendarTime told, MetricInput moved) =>
        new(told.Custom is not null || told.IsMoved ? told.Meets : Back(told.Meets, moved), Comparison.Equal, own);

    /// <summary>Of the days of a period only its first one tells its value at a period's start, if no finer time is asked for.</summary>
    private static List<Condition> Starts(RowsRequest request, CalendarTime told, List<OutputColumn> columns, TimeUnit unit)
    {
        if (
            request.Wanted.Moved.OffsetToGrain is null
            || request.Times.Any(item => item.Grain is { } grain && (grain.IsCustom || grain.Unit == unit))
        )
        {
            return [];
        }
        var starts = columns
            .Where(column => request.Times.Any(item => item.Column == column.Name))
            .Select(column => new Compared(column.Value, Comparison.Equal, told.Time))
            .ToList<Condition>();
        return [starts.Count == 1 ? starts[0] : new AnyOf(starts)];
    }

    /// <summary>The value of a metric for the entity of a row.</summary>
    private Expression ValueOfMetric(Item item, ModelRows rows)
    {
        var entity = rows.Model.FindEntity(item.Links.Split(Item.Separator)[^1])!;
        var metric = _manifest.Metric(item.Name);
        var leaf = MetricLeaves.Of(metric, _manifest)[0];
        var by = _items.Resolve(EntityPattern(item.Links, leaf), [metric]);
        TimeNeeds.Check(metric, [by], _manifest, _items);
        var values = Unranged(() => Metric(metric, [], [by], new MetricInput(metric.Name)));
        var alias = rows.Sources.Join(
            rows.Kind,
            values.Step,
            $"{item.Links}_{item.Name}",
            called => [new Compared(rows.Own(entity), Comparison.Equal, new ColumnOf(called, by.Column))]
        );
        return values.ValueIn(alias);
    }

    /// <summary>The entity as the metric knows it: its own, or the nearest that joins lead to.</summary>
    private ItemPattern EntityPattern(string name, SimpleMetric leaf)
    {
        var nearest = _items.ItemsOf(leaf).Where(one => one.IsEntity(name)).MinBy(one => one.Path.Count + (one.Links.Length > 0 ? 1 : 0))!;
        return new ItemPattern
        {
            Text = nearest.QualifiedName,
            Name = nearest.Name,
            Links = nearest.Links.Length == 0 ? [] : nearest.Links.Split(Item.Separator),
            Kinds = [ItemKind.Entity],
        };
    }
}
