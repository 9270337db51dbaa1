using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <content>The rows of a semantic model, and what is aggregated of them.</content>
internal sealed partial class MetricPlanner
{
    /// <summary>Steps that aggregate rows, by which rows those are; further metrics over the same rows become further columns.</summary>
    private readonly Dictionary<string, (string? Rows, string Aggregates)> _shared = new(StringComparer.Ordinal);

    private MetricRows Aggregates(RowsRequest request, bool moved)
    {
        var metric = request.Wanted.Metric;
        var rows = KeyOf(request, moved);
        var key = $"{rows}|{metric.Name}";
        if (!_aggregates.TryGetValue(key, out var known))
        {
            known =
                metric.Aggregation.NonAdditive is { } edge ? AtEdge(request, moved, edge)
                : _shared.TryGetValue(rows, out var shared) ? Extended(request, shared)
                : Aggregated(request, moved, rows);
            _aggregates.Add(key, known);
        }
        return known;
    }

    private string KeyOf(RowsRequest request, bool moved)
    {
        var wanted = request.Wanted;
        var running = wanted.Running is { } one ? $"{one.Window}/{one.GrainToDate}" : "";
        var by = request.MovedBefore ? $"{wanted.Moved.OffsetWindow}/{wanted.Moved.OffsetToGrain}" : "";
        var filters = string.Join(" and ", request.Filters.Select(filter => filter.Sql));
        var aggregation = wanted.Metric.Aggregation;
        return $"{aggregation.Model}|{aggregation.Time}|{string.Join(',', wanted.GroupBy)}|{filters}|{wanted.Running is not null}{running}|{by}|{(_range is null ? null : $"{moved}/{_range}")}";
    }

    private MetricRows Extended(RowsRequest request, (string? Rows, string Aggregates) shared)
    {
        var metric = request.Wanted.Metric;
        var value = new ColumnOf(_plan.Read(ModelOf(metric)).Name, Measure(metric));
        if (shared.Rows is { } rows)
        {
            _plan.AddColumn(rows, new OutputColumn(metric.Name, value, IsKey: false));
        }
        Expression aggregated = shared.Rows is null ? value : new ColumnHere(metric.Name);
        _plan.AddColumn(shared.Aggregates, new OutputColumn(metric.Name, new Aggregated(metric.Aggregation, aggregated), IsKey: false));
        return new MetricRows(shared.Aggregates, metric.Name);
    }

    private MetricRows Aggregated(RowsRequest request, bool moved, string key)
    {
        var metric = request.Wanted.Metric;
        var groupBy = request.Wanted.GroupBy;
        var selection = Rows(request, moved, out var value);
        if (request.Filters.Count == 0)
        {
            var direct = selection with
            {
                Columns = [.. selection.Columns, new OutputColumn(metric.Name, new Aggregated(metric.Aggregation, value), IsKey: false)],
                IsGrouped = true,
            };
            var only = _plan.Add(NameOf(request), $"aggregates {metric.Name}{By(groupBy)}", direct);
            _shared.Add(key, (null, only));
            return new MetricRows(only, metric.Name);
        }
        var rows = _plan.Add(
            $"{NameOf(request)}_rows",
            $"has the rows for {metric.Name}, with what its filters are about",
            selection with
            {
                Columns = [.. selection.Columns, new OutputColumn(metric.Name, value, IsKey: false)],
            }
        );
        var step = _plan.Add(
            NameOf(request),
            $"aggregates {metric.Name}{By(groupBy)}, where {string.Join(" and ", request.Filters.Select(filter => filter.Sql))}",
            new Selection
            {
                From = new Source(rows),
                Where = [.. request.Filters.Select(filter => new FilterSql(filter.Sql))],
                Columns =
                [
                    .. Keys(groupBy),
                    new OutputColumn(metric.Name, new Aggregated(metric.Aggregation, new ColumnHere(metric.Name)), IsKey: false),
                ],
                IsGrouped = true,
            }
        );
        _shared.Add(key, (rows, step));
        return new MetricRows(step, metric.Name);
    }

    private static string NameOf(RowsRequest request) =>
        request.Wanted.Moved.HasOffset && request.MovedBefore ? $"{request.Wanted.Metric.Name}_before"
        : request.Wanted.Running is { } running ? $"{running.Name}_running"
        : request.Wanted.Metric.Name;

    private static string By(IReadOnlyList<Item> groupBy) => groupBy.Count == 0 ? "" : $" by {string.Join(", ", groupBy)}";

    /// <summary>The rows at the earliest or latest time of each group alone.</summary>
    private MetricRows AtEdge(RowsRequest request, bool moved, NonAdditive edge)
    {
        var metric = request.Wanted.Metric;
        var groupBy = request.Wanted.GroupBy;
        var model = ModelOf(metric);
        var selection = Rows(request, moved, out var value);
        var alias = _plan.Read(model).Name;
        var dimension =
            model.FindDimension(edge.Dimension)
            ?? throw new InvalidSemanticManifestException(
                $"'{metric.Name}' does not add up over '{edge.Dimension}', which '{model.Name}' does not have."
            );
        var groupings = edge
            .Groupings.Select(name =>
                model.FindEntity(name)
                ?? throw new InvalidSemanticManifestException(
                    $"'{metric.Name}' does not add up within each '{name}', which '{model.Name}' does not have."
                )
            )
            .ToList();
        var time = new ColumnOf(alias, _plan.Read(model).Column(dimension.Name, dimension.Expression));
        var rows = _plan.Add(
            $"{metric.Name}_rows",
            $"has the rows for {metric.Name}",
            selection with
            {
                Columns =
                [
                    .. selection.Columns,
                    .. groupings.Select(entity => new OutputColumn(
                        Grouping(entity),
                        new ColumnOf(alias, _plan.Read(model).Column(entity.Name, entity.Expression))
                    )),
                    new OutputColumn(EdgeTime, new StartOfPeriod(time, dimension.Unit ?? Time.TimeUnit.Day)),
                    new OutputColumn(metric.Name, value, IsKey: false),
                ],
            }
        );
        if (request.Filters.Count > 0)
        {
            rows = _plan.Add(
                $"{metric.Name}_filtered",
                $"keeps what meets the filters of {metric.Name}",
                new Selection
                {
                    From = new Source(rows),
                    Columns =
                    [
                        .. Keys(groupBy),
                        .. groupings.Select(entity => new OutputColumn(Grouping(entity), new ColumnHere(Grouping(entity)))),
                        new OutputColumn(EdgeTime, new ColumnHere(EdgeTime)),
                        new OutputColumn(metric.Name, new ColumnHere(metric.Name)),
                    ],
                    Where = [.. request.Filters.Select(filter => new FilterSql(filter.Sql))],
                }
            );
        }
        var within = groupBy.Where(item =>
            edge.Dimension == metric.Aggregation.Time ? request.Times.Contains(item) : IsTold(item, edge.Dimension)
        );
        var edges = _plan.Add(
            $"{metric.Name}_edges",
            $"finds the {(edge.Latest ? "latest" : "earliest")} {edge.Dimension} of each group",
            new Selection
            {
                From = new Source(rows),
                Columns =
                [
                    .. within.Select(item => new OutputColumn(item.Column, new ColumnHere(item.Column))),
                    .. groupings.Select(entity => new OutputColumn(Grouping(entity), new ColumnHere(Grouping(entity)))),
                    new OutputColumn(EdgeTime, new Extreme(new ColumnHere(EdgeTime), edge.Latest), IsKey: false),
                ],
                IsGrouped = true,
            }
        );
        var step = _plan.Add(
            metric.Name,
            $"aggregates {metric.Name}{By(groupBy)} of the rows at those times",
            new Selection
            {
                From = new Source(rows),
                Joins =
                [
                    new Join(
                        JoinKind.Inner,
                        new Source(edges),
                        [Same(rows, edges, EdgeTime), .. groupings.Select(entity => Same(rows, edges, Grouping(entity)))]
                    ),
                ],
                Columns =
                [
                    .. groupBy.Select(item => new OutputColumn(item.Column, new ColumnOf(rows, item.Column))),
                    new OutputColumn(metric.Name, new Aggregated(metric.Aggregation, new ColumnOf(rows, metric.Name)), IsKey: false),
                ],
                IsGrouped = true,
            }
        );
        return new MetricRows(step, metric.Name);
    }

    private const string EdgeTime = "edge_time";

    private static bool IsTold(Item item, string dimension) => item.Kind == ItemKind.Time && item.Name == dimension;

    private static string Grouping(Entity entity) => $"edge_{entity.Name}";

    private static Compared Same(string left, string right, string column) =>
        new(new ColumnOf(left, column), Comparison.Equal, new ColumnOf(right, column));

    private SemanticModelDefinition ModelOf(SimpleMetric metric) => _manifest.Model(metric.Aggregation.Model);

    /// <summary>The column of what a metric aggregates, in what is read of its model.</summary>
    private string Measure(SimpleMetric metric) => _plan.Read(ModelOf(metric)).Column(metric.Name, metric.Aggregation.Expression);
}
