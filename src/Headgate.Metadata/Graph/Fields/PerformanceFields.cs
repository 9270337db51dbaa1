using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Figures about past executions of an environment's models.</summary>
internal static class PerformanceFields
{
    /// <summary>Most executions that one question looks at; the newest count.</summary>
    private const int MostRows = 200_000;

    private const int MostItems = 100;

    public static Dictionary<string, FieldWork> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["modelExecutionHistory"] = HistoryAsync,
            ["mostExecutedModels"] = async (f, call) =>
                Top(f, await RowsAsync(f, call, "start", "end"), rows => rows.Count)
                    .Select(g => Item(("uniqueId", g.Id), ("totalExecutions", g.Rows.Count), ("byJob", ByJob(f, g.Rows))))
                    .ToList(),
            ["longestExecutedModels"] = LongestAsync,
            ["mostExecutionFailedModels"] = async (f, call) =>
                Top(f, await RowsAsync(f, call, "start", "end"), rows => Share(rows, IsError))
                    .Where(g => g.Rows.Exists(IsError))
                    .Select(g =>
                        Item(
                            ("uniqueId", g.Id),
                            ("failurePercentage", Share(g.Rows, IsError)),
                            ("totalExecutions", g.Rows.Count),
                            ("totalFailedExecutions", g.Rows.Count(IsError))
                        )
                    )
                    .ToList(),
            ["mostTestFailedModels"] = TestsAsync,
            ["jobInformation"] = JobsAsync,
        };

    private static async ValueTask<object?> HistoryAsync(IResolveFieldContext field, GraphCall call)
    {
        var rows = await RowsAsync(field, call, "startDate", "endDate", field.GetArgument<string>("uniqueId"));
        return rows.GroupBy(row => row.EndedAt.UtcDateTime.Date)
            .OrderBy(day => day.Key)
            .Select(day =>
                Item(
                    ("date", new DateTimeOffset(day.Key, TimeSpan.Zero)),
                    ("meanExecutionTime", Mean(day)),
                    ("executionTimes", Times(day)),
                    (
                        "executionsByJob",
                        day.GroupBy(row => row.JobId)
                            .Select(job =>
                                Item(
                                    ("jobId", job.Key),
                                    ("meanExecutionTime", Mean(job)),
                                    ("executionTimes", Times(job)),
                                    (
                                        "executions",
                                        job.Select(row =>
                                                Item(
                                                    ("runId", row.RunId),
                                                    ("runStartedAt", row.StartedAt),
                                                    ("executionTime", row.Seconds),
                                                    ("status", row.Status),
                                                    ("executionStartedAt", row.StartedAt)
                                                )
                                            )
                                            .ToList()
                                    )
                                )
                            )
                            .ToList()
                    )
                )
            )
            .ToList();
    }

    private static async ValueTask<object?> LongestAsync(IResolveFieldContext field, GraphCall call)
    {
        var rows = await RowsAsync(field, call, "start", "end");
        var job = field.GetArgument<long?>("jobId");
        var isMean = field.GetArgument<string?>("orderBy") == "AVG";
        return Top(field, [.. rows.Where(row => job is null || row.JobId == job)], group => (isMean ? Mean(group) : Max(group)) ?? 0)
            .Select(g =>
                Item(
                    ("uniqueId", g.Id),
                    ("maxExecutionTime", Max(g.Rows)),
                    ("averageExecutionTime", Mean(g.Rows)),
                    (
                        "byJob",
                        g.Rows.GroupBy(row => row.JobId)
                            .Take(field.GetArgument("jobLimit", MostItems))
                            .Select(j => Item(("jobId", j.Key), ("maxExecutionTime", Max(j)), ("averageExecutionTime", Mean(j))))
                            .ToList()
                    )
                )
            )
            .ToList();
    }

    private static async ValueTask<object?> TestsAsync(IResolveFieldContext field, GraphCall call)
    {
        var environment = call.Target.EnvironmentId ?? 0;
        if (await call.StateAsync(environment, field.CancellationToken) is not { } state)
        {
            return Array.Empty<object>();
        }
        var models = state
            .Defined.Of("Model")
            .SelectMany(m => state.Defined.Tests(m.Id).Select(t => (Test: t.Id, Model: m.Id)))
            .ToLookup(p => p.Test, p => p.Model);
        var rows = await RowsAsync(field, call, "start", "end", kinds: ["test.", "unit_test."]);
        return rows.SelectMany(row => models[row.Id].Select(model => (Model: model, row.RunId, IsBad: row.Status is "fail" or "error")))
            .GroupBy(row => row.Model)
            .Select(g =>
                (
                    Id: g.Key,
                    Runs: g.Select(r => r.RunId).Distinct().Count(),
                    Bad: g.Where(r => r.IsBad).Select(r => r.RunId).Distinct().Count()
                )
            )
            .Where(g => g.Bad > 0)
            .OrderByDescending(g => (double)g.Bad / g.Runs)
            .ThenBy(g => g.Id, StringComparer.Ordinal)
            .Take(Limit(field))
            .Select(g =>
                Item(
                    ("uniqueId", g.Id),
                    ("failurePercentage", 100.0 * g.Bad / g.Runs),
                    ("totalRunsWithTests", g.Runs),
                    ("totalRunsWithTestFailures", g.Bad)
                )
            )
            .ToList();
    }

    private static async ValueTask<object?> JobsAsync(IResolveFieldContext field, GraphCall call)
    {
        var jobs = (await RowsAsync(field, call, "start", "end", field.GetArgument<string>("uniqueId")))
            .Select(row => row.JobId)
            .Distinct()
            .ToList();
        await using var db = await call.OpenAsync(field.CancellationToken);
        var names = await db
            .Jobs.Where(job => jobs.Contains(job.Id))
            .OrderBy(job => job.Id)
            .Select(job => new { job.Id, job.Name })
            .ToListAsync(field.CancellationToken);
        return names.Select(job => Item(("jobId", job.Id), ("name", job.Name))).ToList();
    }

    private static async Task<List<Row>> RowsAsync(
        IResolveFieldContext field,
        GraphCall call,
        string start,
        string end,
        string? id = null,
        IReadOnlyList<string>? kinds = null
    )
    {
        var (from, to) = (field.GetArgument<DateTimeOffset>(start), field.GetArgument<DateTimeOffset>(end).AddDays(1));
        var environment = call.Target.EnvironmentId ?? 0;
        var (first, second) = kinds is null ? ("model.", "model.") : (kinds[0], kinds[1]);
        await using var db = await call.OpenAsync(field.CancellationToken);
        return await (
            from ingest in db.MetadataIngests
            join execution in db.MetadataExecutions on ingest.RunId equals execution.RunId
            join node in db.MetadataNodes on execution.NodeId equals node.Id
            where ingest.EnvironmentId == environment && ingest.RunEndedAt >= @from && ingest.RunEndedAt < to
            where execution.Freshness == null && execution.Status != "skipped"
            where id == null ? node.UniqueId.StartsWith(first) || node.UniqueId.StartsWith(second) : node.UniqueId == id
            orderby execution.Id descending
            select new Row(
                node.UniqueId,
                ingest.JobId,
                ingest.RunId,
                execution.ExecutionTime,
                execution.Status,
                execution.ExecuteStartedAt,
                ingest.RunEndedAt
            )
        )
            .Take(MostRows)
            .ToListAsync(field.CancellationToken);
    }

    private static IEnumerable<(string Id, List<Row> Rows)> Top(IResolveFieldContext field, List<Row> rows, Func<List<Row>, double> by) =>
        rows.GroupBy(row => row.Id)
            .Select(g => (Id: g.Key, Rows: g.ToList()))
            .OrderByDescending(g => by(g.Rows))
            .ThenBy(g => g.Id, StringComparer.Ordinal)
            .Take(Limit(field));

    private static List<Dictionary<string, object?>> ByJob(IResolveFieldContext field, List<Row> rows) =>
        [
            .. rows.GroupBy(row => row.JobId)
                .OrderByDescending(job => job.Count())
                .Take(field.GetArgument("jobLimit", MostItems))
                .Select(job => Item(("jobId", job.Key), ("totalExecutions", job.Count()))),
        ];

    private static int Limit(IResolveFieldContext field) => Math.Clamp(field.GetArgument("limit", MostItems), 0, MostItems);

    private static bool IsError(Row row) => ExecutionFields.ModelStatus(row.Status) == "error";

    private static double Share(List<Row> rows, Predicate<Row> of) => rows.Count == 0 ? 0 : 100.0 * rows.FindAll(of).Count / rows.Count;

    private static double? Mean(IEnumerable<Row> rows) => rows.Average(row => row.Seconds);

    private static double? Max(IEnumerable<Row> rows) => rows.Max(row => row.Seconds);

    private static List<double> Times(IEnumerable<Row> rows) => [.. rows.Select(row => row.Seconds).OfType<double>()];

    private static Dictionary<string, object?> Item(params (string Name, object? Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    private sealed record Row(
        string Id,
        long JobId,
        long RunId,
        double? Seconds,
        string Status,
        DateTimeOffset? StartedAt,
        DateTimeOffset EndedAt
    );
}
