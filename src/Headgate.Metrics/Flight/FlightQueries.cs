using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Headgate.Metrics.Flight;

/// <summary>Asks for numbers: creates a query, waits for it, and reads its pages.</summary>
internal static class FlightQueries
{
    /// <summary>Each look is held for a second or more while the query works.</summary>
    private const int MostLooks = 1000;

    private const string Inputs =
        "$environmentId: BigInt!, $metrics: [MetricInput!], $groupBy: [GroupByInput!], $where: [WhereInput!], $orderBy: [OrderByInput!], $limit: Int, $savedQuery: String, $readCache: Boolean";

    private const string Arguments =
        "environmentId: $environmentId, metrics: $metrics, groupBy: $groupBy, where: $where, orderBy: $orderBy, limit: $limit, savedQuery: $savedQuery, readCache: $readCache";

    private const string Page = """
        query GetQueryResults($environmentId: BigInt!, $queryId: String!, $pageNum: Int!) {
          query(environmentId: $environmentId, queryId: $queryId, pageNum: $pageNum) { status error totalPages arrowResult } }
        """;

    /// <summary>Starts the query of a statement; gives its id.</summary>
    public static async Task<string> CreateAsync(FlightCaller caller, FlightStatement statement)
    {
        if (statement.Method == "dimension_values")
        {
            const string Values =
                "mutation Values($environmentId: BigInt!, $metrics: [MetricInput!], $groupBy: [GroupByInput!]!) { createDimensionValuesQuery(environmentId: $environmentId, metrics: $metrics, groupBy: $groupBy) { queryId } }";
            var values = new JsonObject { ["metrics"] = Metrics(statement), ["groupBy"] = Groups(statement.Items("group_by")) };
            var made = await caller.AskAsync("metrics.values.query", Values, values);
            return made.GetProperty("createDimensionValuesQuery").GetProperty("queryId").GetString()!;
        }
        var created = await caller.AskAsync(
            "metrics.query",
            $"mutation Create({Inputs}) {{ createQuery({Arguments}) {{ queryId }} }}",
            await VariablesAsync(caller, statement)
        );
        return created.GetProperty("createQuery").GetProperty("queryId").GetString()!;
    }

    /// <summary>The SQL of a statement with <c>compile=True</c>.</summary>
    public static async Task<string> CompileAsync(FlightCaller caller, FlightStatement statement)
    {
        var compiled = await caller.AskAsync(
            "metrics.compile",
            $"mutation Compile({Inputs}) {{ compileSql({Arguments}) {{ sql }} }}",
            await VariablesAsync(caller, statement)
        );
        return compiled.GetProperty("compileSql").GetProperty("sql").GetString()!;
    }

    /// <summary>A page of a query, once it has ended, and how many there are.</summary>
    /// <exception cref="FlightRefusalException">The query failed.</exception>
    public static async Task<(RecordBatch Rows, int Pages)> PageAsync(FlightCaller caller, string queryId, int number)
    {
        var operation = queryId.StartsWith(Answering.QueryIds.Values, StringComparison.Ordinal) ? "metrics.values.query" : "metrics.query";
        for (var tried = 0; tried < MostLooks; tried++)
        {
            // The server holds the question while the query works, so that none is asked in vain.
            var answer = await caller.AskAsync(operation, Page, new JsonObject { ["queryId"] = queryId, ["pageNum"] = number });
            var page = answer.GetProperty("query");
            switch (page.GetProperty("status").GetString())
            {
                case Answering.QueryState.Failed:
                    throw FlightRefusalException.Of(page.GetProperty("error").GetString() ?? "The query failed.");
                case Answering.QueryState.Successful:
                    return (Read(page.GetProperty("arrowResult").GetString()!), page.GetProperty("totalPages").GetInt32());
            }
        }
        throw FlightRefusalException.Of("The query has not ended. Ask for fewer groups or a shorter time.");
    }

    /// <summary>Some columns of a page.</summary>
    /// <exception cref="FlightRefusalException">It has no such column.</exception>
    public static RecordBatch Select(RecordBatch rows, IReadOnlyList<string>? columns)
    {
        if (columns is null)
        {
            return rows;
        }
        if (columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() != columns.Count)
        {
            throw FlightRefusalException.Of("A column is selected once.");
        }
        var places = columns
            .Select(column =>
                rows.Schema.FieldsList.ToList().FindIndex(field => string.Equals(field.Name, column, StringComparison.OrdinalIgnoreCase))
                    is var at
                        and >= 0
                    ? at
                    : throw FlightRefusalException.Of(
                        $"The answer has no column '{column}'; it has {string.Join(", ", rows.Schema.FieldsList.Select(field => field.Name))}."
                    )
            )
            .ToList();
        var schema = new Schema([.. places.Select(rows.Schema.GetFieldByIndex)], null);
        return new RecordBatch(schema, places.Select(rows.Column), rows.Length);
    }

    private static RecordBatch Read(string arrow)
    {
        using var reader = new ArrowStreamReader(Convert.FromBase64String(arrow));
        return reader.ReadNextRecordBatch();
    }

    private static async Task<JsonObject> VariablesAsync(FlightCaller caller, FlightStatement statement)
    {
        var groups =
            statement.Method == "query_with_all_group_bys" ? await AllAsync(caller, statement) : Groups(statement.Items("group_by"));
        var metrics = statement.Items("metrics").Select(metric => metric.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["metrics"] = Metrics(statement),
            ["groupBy"] = groups,
            ["where"] = new JsonArray([.. statement.Texts("where").Select(sql => new JsonObject { ["sql"] = sql })]),
            ["orderBy"] = new JsonArray([
                .. statement
                    .Items("order_by")
                    .Select(order => new JsonObject
                    {
                        [order.IsMetric || metrics.Contains(order.Name) ? "metric" : "groupBy"] = Group(order),
                        ["descending"] = order.Descending,
                    }),
            ]),
            ["limit"] = statement.Number("limit"),
            ["savedQuery"] = statement.Text("saved_query"),
            ["readCache"] = statement.Flag("read_cache", otherwise: true),
        };
    }

    private static async Task<JsonArray> AllAsync(FlightCaller caller, FlightStatement statement)
    {
        const string Dimensions =
            "query($environmentId: BigInt!, $metrics: [MetricInput!]!) { dimensions(environmentId: $environmentId, metrics: $metrics) { name } }";
        var found = await caller.AskAsync("metrics.read", Dimensions, new JsonObject { ["metrics"] = Metrics(statement) });
        return Groups([
            .. found.GetProperty("dimensions").EnumerateArray().Select(item => new StatementItem(item.GetProperty("name").GetString()!)),
        ]);
    }

    /// <summary>Metrics as the schema takes them.</summary>
    public static JsonArray Metrics(FlightStatement statement) =>
        new([
            .. statement
                .Items("metrics")
                .Select(metric =>
                    metric.Alias is { } alias
                        ? new JsonObject { ["name"] = metric.Name, ["alias"] = alias }
                        : new JsonObject { ["name"] = metric.Name }
                ),
        ]);

    /// <summary>What to group by as the schema takes it.</summary>
    public static JsonArray Groups(IReadOnlyList<StatementItem> items) => new([.. items.Select(Group)]);

    private static JsonObject Group(StatementItem item)
    {
        var group = new JsonObject { ["name"] = item.Name };
        if (item.Grain is { } grain)
        {
            group["timeGranularity"] = grain.ToLowerInvariant();
        }
        if (item.DatePart is { } part)
        {
            group["datePart"] = part.ToUpperInvariant();
        }
        return group;
    }
}
