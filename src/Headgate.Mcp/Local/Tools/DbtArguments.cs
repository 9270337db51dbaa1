using System.Text.Json.Nodes;
using Headgate.Mcp.Tools;

namespace Headgate.Mcp.Local.Tools;

/// <summary>The arguments of the tools, by dbt's names.</summary>
internal static class DbtArguments
{
    /// <summary>The longest text: longer ones are no argument, they are a file.</summary>
    private const int LongestText = 32_768;

    private static readonly string[] ResourceTypes =
    [
        "metric",
        "semantic_model",
        "saved_query",
        "source",
        "analysis",
        "function",
        "model",
        "test",
        "unit_test",
        "exposure",
        "snapshot",
        "seed",
        "default",
        "all",
    ];

    public static ToolArgument NodeSelection { get; } =
        Text(
            "node_selection",
            "The nodes, in dbt's selection syntax: names, graph operators (+stg_orders+), methods (tag:nightly); a blank means \"or\", a comma \"and\". All where it is left out."
        );

    public static ToolArgument YmlSelector { get; } =
        Text("yml_selector", "Name of a selector in selectors.yml, instead of node_selection.");

    public static ToolArgument IsFullRefresh { get; } =
        new("is_full_refresh", Nullable("boolean", "Whether incremental models and seeds are built anew, from nothing."), false, "");

    public static ToolArgument Vars { get; } = Text("vars", "Variables of the project, as a mapping in YAML or JSON: {\"days\": 3}.");

    public static ToolArgument Sample { get; } =
        Text("sample", "A window of time that refs and sources are cut to, such as \"3 days\". Not every dbt can do it.");

    public static ToolArgument StatePath { get; } =
        Text("state_path", "Folder inside the project with the artifacts of the state to clone from.");

    public static ToolArgument ResourceType { get; } = Choices("resource_type", "Only these kinds of resources.", ResourceTypes);

    public static ToolArgument SqlQuery { get; } =
        Required(
            "sql_query",
            "The query, with Jinja where you like: select * from {{ ref('orders') }}. Begin it with its first word, and not with a comment."
        );

    public static ToolArgument Limit { get; } =
        new(
            "limit",
            new JsonObject
            {
                ["type"] = "integer",
                ["default"] = 5,
                ["minimum"] = -1,
                ["description"] = "Most rows; -1 for all. Without effect where the query has a limit of its own.",
            },
            false,
            ""
        );

    public static ToolArgument UniqueId { get; } =
        Required("unique_id", "Unique id of the node, such as model.orchard_shop.orders; list and get_node_details_dev give it.");

    public static ToolArgument NodeId { get; } =
        Required("node_id", "Unique id of the node (model.orchard_shop.orders), or its name; a source's is source_name.table.");

    public static ToolArgument Types(IReadOnlyList<string> choices) =>
        Choices("types", "Only nodes of these kinds; all where it is left out.", choices);

    public static ToolArgument Depth { get; } =
        new(
            "depth",
            new JsonObject
            {
                ["type"] = "integer",
                ["default"] = 5,
                ["minimum"] = 0,
                ["description"] = "Levels in each direction; 1 for the neighbours alone, 0 for all.",
            },
            false,
            ""
        );

    private static ToolArgument Text(string name, string says)
    {
        var schema = Nullable("string", says);
        schema["maxLength"] = LongestText;
        return new ToolArgument(name, schema, false, says);
    }

    private static ToolArgument Required(string name, string says) =>
        new(
            name,
            new JsonObject
            {
                ["type"] = "string",
                ["maxLength"] = LongestText,
                ["description"] = says,
            },
            true,
            says
        );

    private static ToolArgument Choices(string name, string says, IReadOnlyList<string> choices)
    {
        var schema = Nullable("array", says);
        schema["items"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(c => (JsonNode)c)]) };
        return new ToolArgument(name, schema, false, says);
    }

    private static JsonObject Nullable(string type, string says) =>
        new()
        {
            ["type"] = new JsonArray(type, "null"),
            ["default"] = null,
            ["description"] = says,
        };
}
