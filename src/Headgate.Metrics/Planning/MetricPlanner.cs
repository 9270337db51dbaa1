using Headgate.Metrics.Items;
using Headgate.Metrics.Joins;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Planning;

/// <summary>
/// Plans how a query is answered. Each metric becomes steps that end in one row a group; metrics side by side are joined on what they are grouped by.
/// It reads and writes nothing: a plan is data.
/// </summary>
internal sealed partial class MetricPlanner
{
    private readonly SemanticManifest _manifest;
    private readonly ItemResolver _items;
    private readonly FilterResolver _filters;
    private readonly Calendar _calendar;
    private readonly PlanBuilder _plan;
    private readonly QueryBounds _bounds;
    private TimeRange? _range;

    private MetricPlanner(SemanticManifest manifest, ItemResolver items, FilterResolver filters, QueryBounds bounds, TimeRange? range)
    {
        _plan = new PlanBuilder(bounds);
        _bounds = bounds;
        _manifest = manifest;
        _items = items;
        _filters = filters;
        _calendar = items.Calendar;
        _range = range;
    }

    /// <summary>Plans a query.</summary>
    /// <exception cref="RefusalException">It cannot be answered.</exception>
    public static StatementPlan Plan(MetricQuery query, SemanticManifest manifest, JoinGraph graph)
    {
        var items = new ItemResolver(manifest, graph);
        var filters = new FilterResolver(manifest, items);
        var resolved = new QueryResolver(manifest, items, filters).Resolve(query);
        var bounds = QueryBounds.Of(query.Bounds);
        bounds.Check(resolved);
        var plan = new MetricPlanner(manifest, items, filters, bounds, resolved.Range).Plan(resolved);
        return query.Aliases.Count == 0 ? plan : plan.Called(query.Aliases);
    }

    private StatementPlan Plan(ResolvedQuery query)
    {
        var result =
            query.Metrics.Count == 0
                ? Values(query)
                : Combined(
                    [
                        .. query.Metrics.Select(metric =>
                            (Metric(metric, query.Filters, query.Items, new MetricInput(metric.Name)), metric.Name)
                        ),
                    ],
                    query.Items
                );
        return _plan.Finish(result with { OrderBy = query.OrderBy, Limit = query.Limit });
    }

    /// <summary>Plans a metric under conditions, moved in time as an input may be.</summary>
    private MetricRows Metric(
        MetricDefinition metric,
        IReadOnlyList<ResolvedFilter> filters,
        IReadOnlyList<Item> groupBy,
        MetricInput moved
    ) =>
        metric switch
        {
            SimpleMetric simple => Simple(new SimpleRequest(simple, filters, groupBy, moved)),
            CumulativeMetric cumulative => Cumulative(cumulative, filters, groupBy, moved),
            DerivedMetric derived => Derived(derived, filters, groupBy, moved),
            ConversionMetric conversion when !moved.HasOffset => Conversion(conversion, filters, groupBy),
            _ => throw new RefusalException(
                RefusalKind.NotSupported,
                $"The conversion metric '{metric.Name}' cannot be taken from an earlier time."
            ),
        };

    private MetricDefinition InputOf(MetricInput input) => _manifest.Metric(input.Metric);

    private IReadOnlyList<ResolvedFilter> FiltersOf(MetricDefinition metric) =>
        // The rows that count are chosen where rows are read: so they are in every metric that is made of this one, and in conditions on it.
        _filters.Resolve(metric is SimpleMetric ? [.. metric.Filters, .. _bounds.Rows] : metric.Filters, [metric]);

    private IReadOnlyList<ResolvedFilter> FiltersOf(MetricInput input) => _filters.Resolve(input.Filters, [InputOf(input)]);

    /// <summary>Puts metrics side by side, one row a group.</summary>
    private static Selection Combined(IReadOnlyList<(MetricRows Rows, string Name)> metrics, IReadOnlyList<Item> groupBy)
    {
        var steps = metrics.Select(metric => metric.Rows.Step).Distinct(StringComparer.Ordinal).ToList();
        if (steps.Count == 1)
        {
            return new Selection
            {
                From = new Source(steps[0]),
                Columns =
                [
                    .. groupBy.Select(item => new OutputColumn(item.Column, new ColumnHere(item.Column))),
                    .. metrics.Select(metric => new OutputColumn(
                        metric.Name,
                        metric.Rows.Filled(new ColumnHere(metric.Rows.Column)),
                        IsKey: false
                    )),
                ],
            };
        }
        // Groups whose key is null find no partner in a join; grouping afterwards brings them together.
        return new Selection
        {
            From = new Source(steps[0]),
            Joins =
            [
                .. steps
                    .Skip(1)
                    .Select(
                        (step, i) =>
                            new Join(
                                groupBy.Count == 0 ? JoinKind.Cross : JoinKind.Full,
                                new Source(step),
                                [.. groupBy.Select(item => SameKey(item, steps, i + 1))]
                            )
                    ),
            ],
            Columns =
            [
                .. groupBy.Select(item => new OutputColumn(item.Column, Key(item, steps, steps.Count))),
                .. metrics.Select(metric => new OutputColumn(
                    metric.Name,
                    metric.Rows.Filled(new Extreme(new ColumnOf(metric.Rows.Step, metric.Rows.Column), Greatest: true)),
                    IsKey: false
                )),
            ],
            IsGrouped = true,
        };
    }

    private static Compared SameKey(Item item, List<string> steps, int count) =>
        new(Key(item, steps, count), Comparison.Equal, new ColumnOf(steps[count], item.Column));

    private static Expression Key(Item item, List<string> steps, int count) =>
        count == 1
            ? new ColumnOf(steps[0], item.Column)
            : new FirstGiven([.. steps.Take(count).Select(step => new ColumnOf(step, item.Column))]);

    private static OutputColumn[] Keys(IEnumerable<Item> groupBy) =>
        [.. groupBy.Select(item => new OutputColumn(item.Column, new ColumnHere(item.Column)))];

    /// <summary>Plans a part that the query's range of time does not bound, because it is applied later, or to something else.</summary>
    private MetricRows Unranged(Func<MetricRows> plan)
    {
        var range = _range;
        _range = null;
        try
        {
            return plan();
        }
        finally
        {
            _range = range;
        }
    }

    private IEnumerable<Condition> InRange(Expression time)
    {
        if (_range?.Start is { } start)
        {
            yield return new Compared(time, Comparison.AtLeast, new MomentLiteral(start));
        }
        if (_range?.End is { } end)
        {
            yield return new Compared(time, Comparison.AtMost, new MomentLiteral(end));
        }
    }
}
