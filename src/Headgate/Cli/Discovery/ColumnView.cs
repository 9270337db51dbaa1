using System.Globalization;
using System.Text.Json.Nodes;

namespace Headgate.Cli.Discovery;

/// <summary>The lineage of a column, or what a change of it reaches, as the terminal shows it.</summary>
internal sealed class ColumnView
{
    private const string LineageQuery = """
        query Columns($id: BigInt!, $node: String!, $column: String!) { column(environmentId: $id) { lineage(nodeUniqueId: $node, filters: {columnName: $column}) {
          uniqueId nodeUniqueId name type depth relationship isError error assumed parents { uniqueId use } rowsBy { uniqueId use } } } }
        """;

    private const string ImpactQuery = """
        query Impact($id: BigInt!, $node: String!, $column: String) { column(environmentId: $id) { impact(nodeUniqueId: $node, columnName: $column) {
          uniqueId name resourceType depth columns ways } } }
        """;

    private readonly List<JsonObject> _columns;
    private readonly HashSet<string> _ids;

    private ColumnView(List<JsonObject> columns) =>
        (_columns, _ids) = (columns, columns.Select(c => c["uniqueId"]!.ToString()).ToHashSet(StringComparer.Ordinal));

    /// <summary>The part of a column's lineage within some steps of it.</summary>
    /// <param name="column">What the server told of the column.</param>
    /// <param name="named">What it is called, for messages.</param>
    /// <param name="up">Steps upwards.</param>
    /// <param name="down">Steps downwards.</param>
    /// <exception cref="CommandFailure">It is not known, or why it is not.</exception>
    public static ColumnView Of(JsonNode? column, string named, int up, int down)
    {
        var all = (column?["lineage"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return all switch
        {
            [] => throw new CommandFailure($"There is no column {named}: 'headgate lineage MODEL' shows the nodes that there are."),
            [var first, ..] when (bool)first["isError"]! => throw new CommandFailure(
                $"The columns of this node are not known. {first["error"]}"
            ),
            _ => new ColumnView(all.FindAll(c => (int)c["depth"]! is var depth && depth >= -(long)up && depth <= down)),
        };
    }

    /// <summary>The question for the lineage of a column.</summary>
    public static (string Query, JsonObject Variables) Lineage(long environment, string node, string column) =>
        (LineageQuery, Variables(environment, node, column));

    /// <summary>The question for what a change of a column reaches.</summary>
    public static (string Query, JsonObject Variables) Impact(long environment, string node, string? column) =>
        (ImpactQuery, Variables(environment, node, column));

    /// <summary>What a change reaches, for people.</summary>
    public static IEnumerable<string> Lines(JsonArray impact) =>
        impact
            .OfType<JsonObject>()
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(int)i["depth"]!, 4:+0}  {i["resourceType"], -14} {i["name"], -30} {Listed(i["ways"])}{Behind(i["columns"])}"
                )
            );

    /// <summary>For people: what the column is made of, the column, what is made of it; then what decides about its rows.</summary>
    public IEnumerable<string> Lines() =>
        [
            .. _columns.OrderBy(c => (int)c["depth"]!).ThenBy(Id, StringComparer.Ordinal).Select(Line),
            .. _columns.First(c => (int)c["depth"]! == 0)["rowsBy"]!.AsArray().Select(e => $"      its rows: {e!["use"]} {e["uniqueId"]}"),
            .. _columns.First(c => (int)c["depth"]! == 0)["assumed"]!.AsArray().Select(a => $"      assumed: {a}"),
        ];

    /// <summary>A diagram.</summary>
    public IEnumerable<string> Mermaid()
    {
        var ids = _columns
            .Select(Id)
            .Order(StringComparer.Ordinal)
            .Index()
            .ToDictionary(n => n.Item, n => $"n{n.Index}", StringComparer.Ordinal);
        return
        [
            "flowchart LR",
            .. _columns
                .OrderBy(Id, StringComparer.Ordinal)
                .Select(c => $"  {ids[Id(c)]}[\"{$"{c["nodeUniqueId"]}.{c["name"]}".Replace('"', '\'')}\"]"),
            .. Edges().Select(e => $"  {ids[e.From]} -- {e.Use} --> {ids[e.To]}"),
            $"  style {ids[Id(_columns.First(c => (int)c["depth"]! == 0))]} stroke-width:3px",
        ];
    }

    /// <summary>For programs.</summary>
    public string Json() =>
        new JsonObject
        {
            ["root_id"] = Id(_columns.First(c => (int)c["depth"]! == 0)),
            ["columns"] = new JsonArray([
                .. _columns.Select(c =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["unique_id"] = Id(c),
                            ["node_id"] = c["nodeUniqueId"]!.ToString(),
                            ["name"] = c["name"]!.ToString(),
                            ["type"] = c["type"]?.ToString(),
                            ["depth"] = (int)c["depth"]!,
                        }
                ),
            ]),
            ["edges"] = new JsonArray([
                .. Edges()
                    .Select(e =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["source"] = e.From,
                                ["target"] = e.To,
                                ["use"] = e.Use,
                            }
                    ),
            ]),
        }.ToJsonString(JsonOption.Format);

    private static JsonObject Variables(long environment, string node, string? column) =>
        new()
        {
            ["id"] = environment,
            ["node"] = node,
            ["column"] = column,
        };

    private IEnumerable<(string From, string To, string Use)> Edges() =>
        _columns
            .OrderBy(Id, StringComparer.Ordinal)
            .SelectMany(c =>
                c["parents"]!
                    .AsArray()
                    .Where(p => _ids.Contains(p!["uniqueId"]!.ToString()))
                    .Select(p => (p!["uniqueId"]!.ToString(), Id(c), p["use"]!.ToString()))
            );

    private static string Line(JsonObject column) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{((int)column["depth"]!).ToString("+0;-0;' *'", CultureInfo.InvariantCulture), 4}  {column["relationship"]?.ToString() ?? "-", -12} {Id(column)}{(column["type"] is { } type ? $" ({type})" : "")}"
        );

    private static string Id(JsonObject column) => column["uniqueId"]!.ToString();

    private static string Listed(JsonNode? texts) => string.Join(", ", texts!.AsArray().Select(t => t!.ToString()));

    private static string Behind(JsonNode? columns) => columns!.AsArray().Count > 0 ? $": {Listed(columns)}" : "";
}
