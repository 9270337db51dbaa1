using GraphQL;
using Headgate.Metrics.Answering;
using Headgate.Metrics.Results;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Fields at the top of a query.</summary>
internal static class QueryFields
{
    /// <summary>How long a question for a query that works is held, so that a short query needs no second question.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The field; null where there is none.</summary>
    public static MetricsWork? Find(string field) =>
        field switch
        {
            "environmentInfo" => EnvironmentAsync,
            "metrics" => async (f, call) => await MetricsAsync(f, call, []),
            "metricsPaginated" => async (f, call) =>
                Pages.Of(f, await MetricsAsync(f, call, AskedQuery.Groups(f, "groupBy")), metric => metric.Summary.Name),
            "metricsForDimensions" => async (f, call) => await MetricsAsync(f, call, AskedQuery.Groups(f, "dimensions")),
            "dimensions" => async (f, call) => await ItemsAsync(f, call, IsDimension),
            "dimensionsPaginated" => async (f, call) => Pages.Of(f, await ItemsAsync(f, call, IsDimension), item => item.Item.Name),
            "entities" => async (f, call) => await ItemsAsync(f, call, item => !IsDimension(item)),
            "entitiesPaginated" => async (f, call) =>
                Pages.Of(f, await ItemsAsync(f, call, item => !IsDimension(item)), item => item.Item.Name),
            "groupBysPaginated" => async (f, call) => Pages.Of(f, await ItemsAsync(f, call, _ => true), item => item.Item.Name),
            "measures" => MeasuresAsync,
            "queryableGranularities" => GranularitiesAsync,
            "savedQueries" => async (f, call) => await SavedQueriesAsync(f, call),
            "savedQueriesPaginated" => async (f, call) => Pages.Of(f, await SavedQueriesAsync(f, call), query => (string)query["name"]!),
            "savedQuery" => async (f, call) =>
                (await SavedQueriesAsync(f, call)).FirstOrDefault(query =>
                    string.Equals((string)query["name"]!, f.GetArgument<string>("savedQueryName"), StringComparison.OrdinalIgnoreCase)
                ),
            "query" => ResultAsync,
            "queryRecords" => (f, call) =>
                new(Pages.Of(f, [.. call.Queries.Of(call.EnvironmentId).Where(q => Shows(q, call)).Select(QueryRecords.Of)])),
            _ => null,
        };

    private static async ValueTask<object?> EnvironmentAsync(IResolveFieldContext field, MetricsCall call)
    {
        var type = (await call.TargetAsync(field.CancellationToken)).Type.ToUpperInvariant();
        var project = await call.FindProjectAsync(field.CancellationToken);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["dialect"] = type,
            ["sqlDialect"] = type,
            ["dialectSupportedBySlg"] = type is "DUCKDB" or "POSTGRES",
            ["hasMetricsDefined"] = project?.Engine.Metrics.Any(metric => MetricEngine.Holds(call.Bounds, metric.Name)) is true,
        };
    }

    private static async ValueTask<IReadOnlyList<MetricNode>> MetricsAsync(
        IResolveFieldContext field,
        MetricsCall call,
        IReadOnlyList<string> groupBy
    )
    {
        var project = await call.ProjectAsync(field.CancellationToken);
        var engine = groupBy.Count > 0 ? await call.EngineAsync(field.CancellationToken) : SqlEngine.DuckDb;
        return
        [
            .. project
                .Engine.Metrics.Where(metric => MetricEngine.Holds(call.Bounds, metric.Name))
                .Where(metric => groupBy.Count == 0 || CanBeGrouped(metric))
                .Select(metric => new MetricNode(metric, project.Metric(metric.Name))),
        ];

        bool CanBeGrouped(MetricSummary metric) =>
            project
                .Engine.Compile(
                    new MetricQuery
                    {
                        Metrics = [metric.Name],
                        GroupBy = groupBy,
                        Bounds = call.Bounds,
                    },
                    engine
                )
                .Refusal
                is null
                    or { Kind: RefusalKind.NeedsTime };
    }

    private static async ValueTask<IReadOnlyList<ItemNode>> ItemsAsync(
        IResolveFieldContext field,
        MetricsCall call,
        Func<QueryableItem, bool> wanted
    )
    {
        var project = await call.ProjectAsync(field.CancellationToken);
        return ItemFields.Of(project, call, AskedQuery.Metrics(field), wanted);
    }

    private static async ValueTask<object?> MeasuresAsync(IResolveFieldContext field, MetricsCall call)
    {
        var project = await call.ProjectAsync(field.CancellationToken);
        ItemFields.CheckMetrics(project, call, AskedQuery.Metrics(field));
        return MetricFields.MeasuresOf(project, AskedQuery.Metrics(field));
    }

    private static async ValueTask<object?> GranularitiesAsync(IResolveFieldContext field, MetricsCall call) =>
        (await ItemsAsync(field, call, item => item.Model is null)) is [var time, ..] ? ItemFields.Granularities(time.Item) : [];

    private static async ValueTask<IReadOnlyList<IReadOnlyDictionary<string, object?>>> SavedQueriesAsync(
        IResolveFieldContext field,
        MetricsCall call
    )
    {
        var project = await call.ProjectAsync(field.CancellationToken);
        return
        [
            .. project
                .SavedQueries.Where(query =>
                    query.At("query_params").ItemsAt("metrics").All(metric => MetricEngine.Holds(call.Bounds, metric.GetString() ?? ""))
                )
                .Select(query => SavedQueryTables.Of(query, project)),
        ];
    }

    private static async ValueTask<object?> ResultAsync(IResolveFieldContext field, MetricsCall call)
    {
        var id = field.GetArgument<string>("queryId");
        var query = call.Queries.Find(id);
        if (
            query is null
            || query.EnvironmentId != call.EnvironmentId
            || query.Caller != call.CallerKey
            || query.Operation != call.Operation
            || query.Bounds != call.BoundsKey
        )
        {
            throw new ExecutionError(
                "No query of yours has this id. Answers are kept for 15 minutes, and not beyond a change of what you may see: create the query anew."
            );
        }
        try
        {
            await query.Done.WaitAsync(Patience, call.Time, field.CancellationToken);
        }
        catch (TimeoutException)
        {
            // The answer says how far it is.
        }
        if (query.Table is not { } table)
        {
            return new ResultNode(query, null);
        }
        var number = field.GetArgument<int>("pageNum");
        return new ResultNode(
            query,
            ResultPage.Of(table, number)
                ?? throw new ExecutionError($"The answer has pages 1 to {ResultPage.Count(table)}; there is no {number}.")
        );
    }

    private static bool IsDimension(QueryableItem item) => item.Kind != "entity";

    private static bool Shows(KeptQuery query, MetricsCall call) => !call.SeesOwnQueriesAlone || query.Caller == call.CallerKey;
}
