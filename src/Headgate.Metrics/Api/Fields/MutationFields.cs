using GraphQL;
using Headgate.Metrics.Answering;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Fields that ask the warehouse, or write SQL for it.</summary>
internal static class MutationFields
{
    /// <summary>The field; null where there is none.</summary>
    public static MetricsWork? Find(string field) =>
        field switch
        {
            "createQuery" => (f, call) => CreateAsync(f, call, QueryIds.Metrics),
            "createDimensionValuesQuery" => (f, call) => CreateAsync(f, call, QueryIds.Values),
            "compileSql" => CompileAsync,
            _ => null,
        };

    private static async ValueTask<object?> CreateAsync(IResolveFieldContext field, MetricsCall call, string prefix)
    {
        var asked = AskedQuery.Of(field, call);
        var isValues = prefix == QueryIds.Values;
        if (isValues)
        {
            // Metrics say which dimensions are meant; values are those of the dimensions themselves.
            await CheckMetricsAsync(field, call, asked);
            asked = asked with { Metrics = [], Aliases = new Dictionary<string, string>() };
        }
        else if (asked is { Metrics.Count: 0, SavedQuery: null })
        {
            // What asks for no metric asks for values of dimensions, and that is a right of its own.
            throw new ExecutionError("A query names metrics or a saved query; createDimensionValuesQuery gives values of dimensions.");
        }
        var sql = await SqlAsync(field, call, asked);
        var target = await call.TargetAsync(field.CancellationToken);
        if (target.Refusal is { } refusal)
        {
            throw new ExecutionError(refusal);
        }
        if (target.IsUnpublished)
        {
            throw new ExecutionError(
                "No run has published this environment's warehouse for readers yet. The next run that succeeds does: run one of its jobs."
            );
        }
        var query = new KeptQuery
        {
            Id = MetricQueries.NewId(prefix),
            EnvironmentId = call.EnvironmentId,
            Operation = call.Operation,
            Caller = call.CallerKey,
            Asker = call.Caller,
            Bounds = call.BoundsKey,
            Asked = asked,
            Sql = sql,
            Started = call.Time.GetUtcNow(),
            Dialect = target.Type,
            Schema = target.Schema,
        };
        var isCached = isValues || field.GetArgument("readCache", true);
        return Table("queryId", (await call.Queries.StartAsync(query, target, isCached)).Id);
    }

    private static async ValueTask<object?> CompileAsync(IResolveFieldContext field, MetricsCall call) =>
        Table("sql", await SqlAsync(field, call, AskedQuery.Of(field, call)));

    private static async ValueTask CheckMetricsAsync(IResolveFieldContext field, MetricsCall call, MetricQuery asked)
    {
        var project = await call.ProjectAsync(field.CancellationToken);
        foreach (var metric in asked.Metrics)
        {
            if (!MetricEngine.Holds(call.Bounds, metric.ToLowerInvariant()))
            {
                throw call.Refused(new Refusal(RefusalKind.NotGranted, $"The metric '{metric}' is not granted."));
            }
            if (project.Engine.ItemsOf([metric]) is null)
            {
                throw new ExecutionError($"The project has no metric '{metric}'.");
            }
        }
    }

    private static async ValueTask<string> SqlAsync(IResolveFieldContext field, MetricsCall call, MetricQuery asked)
    {
        var project = await call.ProjectAsync(field.CancellationToken);
        // What is wrong with the query is told before what the environment lacks.
        var compiled = project.Engine.Compile(asked, await call.FindEngineAsync(field.CancellationToken) ?? SqlEngine.DuckDb);
        if (compiled.Refusal is { } refusal)
        {
            throw call.Refused(refusal);
        }
        await call.EngineAsync(field.CancellationToken);
        return compiled.Sql!;
    }

    private static Dictionary<string, object?> Table(string name, object? value) => new(StringComparer.Ordinal) { [name] = value };
}
