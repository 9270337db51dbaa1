using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.WebConsole.Calls;

/// <summary>Asks the operations of the Semantic Layer what the metrics page shows.</summary>
public static class MetricCalls
{
    private const string ListQuery = """
        query Metrics($id: BigInt!) { metrics(environmentId: $id) { name label description type queryableGranularities dimensions { name qualifiedName type } } }
        """;

    private const string CreateQuery = """
        mutation Ask($id: BigInt!, $metrics: [MetricInput!], $by: [GroupByInput!], $limit: Int) { createQuery(environmentId: $id, metrics: $metrics, groupBy: $by, limit: $limit) { queryId } }
        """;

    private const string ResultQuery = """
        query Answer($id: BigInt!, $query: String!) { query(environmentId: $id, queryId: $query) { status sql error jsonResult(orient: RECORDS, encoded: false) } }
        """;

    private const string SqlQuery = """
        mutation Sql($id: BigInt!, $metrics: [MetricInput!], $by: [GroupByInput!]) { compileSql(environmentId: $id, metrics: $metrics, groupBy: $by) { sql } }
        """;

    /// <summary>A page waits that long for an answer of the warehouse; then it is asked again by loading it again.</summary>
    private const int Looks = 60;

    private const int MostRows = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The metrics of an environment.</summary>
    public static async Task<Reply<IReadOnlyList<JsonObject>>> MetricsAsync(this ConsoleCalls calls, long environment)
    {
        var (data, fault) = await AskAsync(calls, "metrics.read", environment, ListQuery, []);
        return new(data is null ? null : [.. (data["metrics"] as JsonArray ?? []).OfType<JsonObject>()], 0, fault);
    }

    /// <summary>The SQL of a question.</summary>
    public static async Task<Reply<JsonObject>> MetricSqlAsync(
        this ConsoleCalls calls,
        long environment,
        string metric,
        string? by,
        string grain
    )
    {
        var (data, fault) = await AskAsync(calls, "metrics.compile", environment, SqlQuery, Question(metric, by, grain));
        return new(data?["compileSql"] as JsonObject, 0, fault);
    }

    /// <summary>What the warehouse answers: <c>rows</c> and <c>sql</c>.</summary>
    public static async Task<Reply<JsonObject>> MetricRowsAsync(
        this ConsoleCalls calls,
        long environment,
        string metric,
        string? by,
        string grain,
        TimeProvider time
    )
    {
        var question = Question(metric, by, grain);
        question["limit"] = MostRows;
        var (made, fault) = await AskAsync(calls, "metrics.query", environment, CreateQuery, question);
        if (made?["createQuery"]?["queryId"]?.ToString() is not { } query)
        {
            return new(null, 0, fault);
        }
        for (var look = 0; look < Looks; look++)
        {
            var (data, refused) = await AskAsync(calls, "metrics.query", environment, ResultQuery, new() { ["query"] = query });
            if (data?["query"] is not JsonObject result)
            {
                return new(null, 0, refused);
            }
            switch (result["status"]?.ToString())
            {
                case "SUCCESSFUL":
                    return new(new JsonObject { ["rows"] = Rows(result["jsonResult"]), ["sql"] = result["sql"]?.DeepClone() }, 0, null);
                case "FAILED":
                    return new(null, 0, new Fault(200, result["error"]?.ToString() ?? "The warehouse did not answer.", "–"));
            }
            await Task.Delay(Pause, time, calls.Cancellation);
        }
        return new(
            null,
            0,
            new Fault(200, "The warehouse takes longer than a page waits. Load the page again: an answer is kept for 15 minutes.", "–")
        );
    }

    private static JsonObject Question(string metric, string? by, string grain)
    {
        var asked = new JsonObject { ["metrics"] = new JsonArray(new JsonObject { ["name"] = metric }) };
        if (by is not null)
        {
            var group = new JsonObject { ["name"] = by };
            if (by.EndsWith("metric_time", StringComparison.Ordinal))
            {
                group["grain"] = grain;
            }
            asked["by"] = new JsonArray(group);
        }
        return asked;
    }

    /// <summary>The rows of a result: a list of objects, or dbt's table with its data inside, as text.</summary>
    private static JsonNode? Rows(JsonNode? json)
    {
        var read =
            json is JsonValue text && text.GetValueKind() == JsonValueKind.String ? JsonNode.Parse(text.ToString()) : json?.DeepClone();
        return read is JsonObject table ? table["data"]?.DeepClone() : read;
    }

    private static async Task<(JsonNode? Data, Fault? Fault)> AskAsync(
        ConsoleCalls calls,
        string operation,
        long environment,
        string query,
        JsonObject variables
    )
    {
        variables["id"] = environment;
        var reply = await calls.AskAsync<JsonNode>(
            operation,
            new()
            {
                ["environment_id"] = environment,
                ["query"] = query,
                ["variables"] = variables,
            }
        );
        if (reply.Data is not { } answer)
        {
            return (null, reply.Fault);
        }
        return answer["errors"] is JsonArray { Count: > 0 } errors
            ? (null, new Fault(200, string.Join(" ", errors.Select(e => e!["message"]?.ToString())), "–"))
            : (answer["data"] ?? answer, null);
    }
}
