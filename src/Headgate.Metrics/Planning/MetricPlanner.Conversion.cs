using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Planning;

/// <content>Events that follow others of the same entity.</content>
internal sealed partial class MetricPlanner
{
    private const string When = "happened_at";
    private const string Event = "event";
    private const string Opportunity = "opportunity";
    private const string Nearest = "nearest";

    private MetricRows Conversion(ConversionMetric metric, IReadOnlyList<ResolvedFilter> filters, IReadOnlyList<Item> groupBy)
    {
        var from = SimpleInput(metric, metric.Base);
        var to = SimpleInput(metric, metric.Conversion);
        var all = FiltersOf(metric).Concat(filters).Concat(FiltersOf(metric.Base)).ToList();
        var opportunities = Simple(new SimpleRequest(from, all, groupBy, new MetricInput(from.Name)));
        var conversions = Conversions(metric, from, to, [.. FiltersOf(from), .. all], groupBy) with { Fill = to.FillNullsWith };
        var inputs = _plan.Add(
            $"{metric.Name}_inputs",
            $"puts {from.Name} and the conversions side by side",
            Combined([(opportunities, "opportunities"), (conversions, "conversions")], groupBy)
        );
        var conversion = new ColumnHere("conversions");
        Expression value = metric.IsRate ? new Quotient(conversion, new ColumnHere("opportunities")) : conversion;
        var step = _plan.Add(
            metric.Name,
            metric.IsRate ? $"computes {metric.Name}: conversions divided by opportunities" : $"takes the conversions as {metric.Name}",
            new Selection { From = new Source(inputs), Columns = [.. Keys(groupBy), new OutputColumn(metric.Name, value, IsKey: false)] }
        );
        return new MetricRows(step, metric.Name);
    }

    private SimpleMetric SimpleInput(ConversionMetric metric, MetricInput input) =>
        InputOf(input) as SimpleMetric
        ?? throw new RefusalException(
            RefusalKind.NotSupported,
            $"The conversion metric '{metric.Name}' is made of '{input.Metric}', which is no simple metric."
        );

    private MetricRows Conversions(
        ConversionMetric metric,
        SimpleMetric from,
        SimpleMetric to,
        List<ResolvedFilter> filters,
        IReadOnlyList<Item> groupBy
    )
    {
        var unit = _calendar.UnitOf(from) > _calendar.UnitOf(to) ? _calendar.UnitOf(from) : _calendar.UnitOf(to);
        var bases = BaseEvents(metric, from, filters, groupBy, unit);
        var events = ConversionEvents(metric, to, unit);
        var matched = _plan.Add(
            $"{metric.Name}_matched",
            $"finds for each conversion the nearest event of the same {metric.Entity} before it",
            new Selection
            {
                From = new Source(bases),
                Joins = [new Join(JoinKind.Inner, new Source(events), [.. Follows(metric, bases, events)])],
                Columns =
                [
                    .. groupBy.Select(item => new OutputColumn(item.Column, new ColumnOf(bases, item.Column))),
                    new OutputColumn(to.Name, new ColumnOf(events, to.Name)),
                    new OutputColumn(Opportunity, new ColumnOf(bases, Opportunity)),
                    new OutputColumn(
                        Nearest,
                        new OverRows(
                            RowFunction.First,
                            new ColumnOf(bases, Opportunity),
                            [new ColumnOf(events, Event)],
                            new ColumnOf(bases, When),
                            Descending: true
                        )
                    ),
                ],
            }
        );
        var step = _plan.Add(
            $"{metric.Name}_conversions",
            $"counts each conversion once{By(groupBy)}",
            new Selection
            {
                From = new Source(matched),
                Where = [new Compared(new ColumnHere(Opportunity), Comparison.Equal, new ColumnHere(Nearest))],
                Columns =
                [
                    .. Keys(groupBy),
                    new OutputColumn(to.Name, new Aggregated(to.Aggregation, new ColumnHere(to.Name)), IsKey: false),
                ],
                IsGrouped = true,
            }
        );
        return new MetricRows(step, to.Name);
    }

    private static IEnumerable<Condition> Follows(ConversionMetric metric, string bases, string events)
    {
        var before = new ColumnOf(bases, When);
        var after = new ColumnOf(events, When);
        yield return Same(bases, events, "who");
        for (var i = 0; i < metric.ConstantProperties.Count; i++)
        {
            yield return Same(bases, events, Constant(i));
        }
        yield return new Compared(before, Comparison.AtMost, after);
        if (metric.Window is { } window)
        {
            yield return new Compared(before, Comparison.Greater, new MovedBack(after, window.Count, window.Grain.Unit));
        }
    }

    private string BaseEvents(
        ConversionMetric metric,
        SimpleMetric from,
        List<ResolvedFilter> filters,
        IReadOnlyList<Item> groupBy,
        TimeUnit unit
    )
    {
        var request = new RowsRequest(new SimpleRequest(from, [], groupBy, new MetricInput(from.Name)), filters, [], MovedBefore: false);
        var selection = Rows(request, moved: false, out _);
        var columns = EventColumns(metric, from, unit, metric.ConstantProperties.Select(pair => pair.Base))
            .Append(new OutputColumn(Opportunity, new OverRows(RowFunction.Position, null, [], null)))
            .ToList();
        var rows = _plan.Add(
            $"{metric.Name}_bases",
            $"has the events of {from.Name} that can be followed",
            selection with
            {
                Columns = [.. selection.Columns, .. columns],
            }
        );
        return filters.Count == 0
            ? rows
            : _plan.Add(
                $"{metric.Name}_bases_filtered",
                "keeps those that meet the filters",
                new Selection
                {
                    From = new Source(rows),
                    Columns = [.. Keys(groupBy), .. columns.Select(column => column with { Value = new ColumnHere(column.Name) })],
                    Where = [.. filters.Select(filter => new FilterSql(filter.Sql))],
                }
            );
    }

    private string ConversionEvents(ConversionMetric metric, SimpleMetric to, TimeUnit unit)
    {
        var filters = FiltersOf(to).Concat(FiltersOf(metric.Conversion)).ToList();
        var request = new RowsRequest(new SimpleRequest(to, [], [], new MetricInput(to.Name)), filters, [], MovedBefore: false);
        var selection = Rows(request, moved: true, out var value);
        List<OutputColumn> columns =
        [
            .. EventColumns(metric, to, unit, metric.ConstantProperties.Select(pair => pair.Conversion)),
            new OutputColumn(Event, new OverRows(RowFunction.Position, null, [], null)),
            new OutputColumn(to.Name, value),
        ];
        var rows = _plan.Add(
            $"{metric.Name}_events",
            $"has the events of {to.Name} that can follow",
            selection with
            {
                Columns = [.. selection.Columns, .. columns],
            }
        );
        return filters.Count == 0
            ? rows
            : _plan.Add(
                $"{metric.Name}_events_filtered",
                "keeps those that meet the filters",
                new Selection
                {
                    From = new Source(rows),
                    Columns = [.. columns.Select(column => column with { Value = new ColumnHere(column.Name) })],
                    Where = [.. filters.Select(filter => new FilterSql(filter.Sql))],
                }
            );
    }

    private IEnumerable<OutputColumn> EventColumns(ConversionMetric metric, SimpleMetric of, TimeUnit unit, IEnumerable<string> constants)
    {
        var model = ModelOf(of);
        var read = _plan.Read(model);
        var entity =
            model.FindEntity(metric.Entity)
            ?? throw new InvalidSemanticManifestException(
                $"The conversion metric '{metric.Name}' follows '{metric.Entity}', which '{model.Name}' does not have."
            );
        var time = _calendar.TimeOf(of);
        yield return new OutputColumn("who", new ColumnOf(read.Name, read.Column(entity.Name, entity.Expression)));
        yield return new OutputColumn(When, new StartOfPeriod(new ColumnOf(read.Name, read.Column(time.Name, time.Expression)), unit));
        foreach (var (i, name) in constants.Index())
        {
            var sql =
                model.FindDimension(name)?.Expression
                ?? model.FindEntity(name)?.Expression
                ?? throw new InvalidSemanticManifestException(
                    $"The conversion metric '{metric.Name}' compares '{name}', which '{model.Name}' does not have."
                );
            yield return new OutputColumn(Constant(i), new ColumnOf(read.Name, read.Column(name, sql)));
        }
    }

    private static string Constant(int index) => $"constant_{index + 1}";
}
