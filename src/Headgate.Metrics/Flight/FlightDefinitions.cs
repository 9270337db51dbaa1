using System.Text.Json;
using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Headgate.Metrics.Flight;

/// <summary>Tables of what a project measures: the metadata calls of <c>semantic_layer</c>. All columns are texts, as lists are written with commas.</summary>
internal static class FlightDefinitions
{
    private const string Lists = "$environmentId: BigInt!, $metrics: [MetricInput!]!";
    private const string OfMetrics = "environmentId: $environmentId, metrics: $metrics";

    private static readonly Dictionary<string, (string Query, string Field, string[] Columns)> Tables = new(StringComparer.Ordinal)
    {
        ["metrics"] = (
            "query($environmentId: BigInt!, $search: String, $pageNum: Int!, $pageSize: Int) { metricsPaginated(environmentId: $environmentId, search: $search, pageNum: $pageNum, pageSize: $pageSize) { items { name description type label dimensions { name } queryableTimeGranularities } } }",
            "metricsPaginated",
            ["name", "description", "type", "label", "dimensions", "queryableTimeGranularities"]
        ),
        ["dimensions"] = (
            $"query({Lists}) {{ dimensions({OfMetrics}) {{ name description type label expr queryableTimeGranularities }} }}",
            "dimensions",
            ["name", "description", "type", "label", "expr", "queryableTimeGranularities"]
        ),
        ["entities"] = (
            $"query({Lists}) {{ entities({OfMetrics}) {{ name description type role expr }} }}",
            "entities",
            ["name", "description", "type", "role", "expr"]
        ),
        ["measures"] = (
            $"query({Lists}) {{ measures({OfMetrics}) {{ name agg aggTimeDimension expr }} }}",
            "measures",
            ["name", "agg", "aggTimeDimension", "expr"]
        ),
        ["queryable_granularities"] = (
            $"query({Lists}) {{ queryableGranularities({OfMetrics}) }}",
            "queryableGranularities",
            ["granularity"]
        ),
        ["metrics_for_dimensions"] = (
            "query($environmentId: BigInt!, $dimensions: [GroupByInput!]!) { metricsForDimensions(environmentId: $environmentId, dimensions: $dimensions) { name description type label } }",
            "metricsForDimensions",
            ["name", "description", "type", "label"]
        ),
        ["saved_queries"] = (
            "query($environmentId: BigInt!) { savedQueries(environmentId: $environmentId) { name description label queryParams { metrics { name } groupBy { name } where { whereSqlTemplate } } } }",
            "savedQueries",
            ["name", "description", "label", "metrics", "groupBy", "whereFilter"]
        ),
    };

    /// <summary>Whether a method tells definitions.</summary>
    public static bool Has(string method) => Tables.ContainsKey(method);

    /// <summary>The table's columns: names in capitals with underscores, as dbt's.</summary>
    public static Schema Schema(string method) =>
        new([.. Tables[method].Columns.Select(column => new Field(Upper(column), StringType.Default, nullable: true))], null);

    /// <summary>The table.</summary>
    public static async Task<RecordBatch> ReadAsync(FlightCaller caller, FlightStatement statement)
    {
        var (query, field, columns) = Tables[statement.Method];
        var variables = new JsonObject();
        switch (statement.Method)
        {
            case "metrics":
                variables["search"] = statement.Text("search");
                variables["pageNum"] = statement.Number("page_number") ?? 1;
                variables["pageSize"] = statement.Number("page_size");
                break;
            case "metrics_for_dimensions":
                variables["dimensions"] = FlightQueries.Groups(statement.Items("group_by"));
                break;
            case "saved_queries":
                break;
            default:
                variables["metrics"] = FlightQueries.Metrics(statement);
                break;
        }
        var found = (await caller.AskAsync("metrics.read", query, variables)).GetProperty(field);
        var items = (found.ValueKind == JsonValueKind.Object ? found.GetProperty("items") : found).EnumerateArray();
        var rows = items.Where(item => Matches(item, statement)).ToList();
        if (statement.Method != "metrics" && statement.Number("page_size") is { } size)
        {
            var page = Math.Clamp(statement.Number("page_number") ?? 1, 1, 10_000);
            rows = [.. rows.Skip((int)((page - 1) * Math.Clamp(size, 1, 10_000))).Take((int)Math.Clamp(size, 1, 10_000))];
        }
        return new RecordBatch(Schema(statement.Method), columns.Select(column => Column(rows, column)), rows.Count);
    }

    private static bool Matches(JsonElement item, FlightStatement statement) =>
        statement.Method == "metrics"
        || statement.Text("search") is not { } search
        || item.GetProperty("name").GetString()!.Contains(search, StringComparison.OrdinalIgnoreCase);

    private static StringArray Column(List<JsonElement> rows, string column)
    {
        var builder = new StringArray.Builder();
        foreach (var row in rows)
        {
            _ = Cell(row, column) is { } text ? builder.Append(text) : builder.AppendNull();
        }
        return builder.Build();
    }

    private static string? Cell(JsonElement row, string column) =>
        row.ValueKind != JsonValueKind.Object ? Text(row)
        : row.TryGetProperty(column, out var value) ? Text(value)
        : !row.TryGetProperty("queryParams", out var query) ? null
        : column == "whereFilter"
            ? (query.GetProperty("where") is { ValueKind: JsonValueKind.Object } where ? Text(where.GetProperty("whereSqlTemplate")) : null)
        : Text(query.GetProperty(column));

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Array => string.Join(
                ", ",
                value.EnumerateArray().Select(item => Text(item.ValueKind == JsonValueKind.Object ? item.GetProperty("name") : item))
            ),
            _ => value.GetRawText(),
        };

    private static string Upper(string column) =>
        string.Concat(column.Select(c => char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
