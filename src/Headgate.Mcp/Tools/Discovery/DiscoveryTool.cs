using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>How tools that ask in GraphQL about an environment are made, and their arguments.</summary>
internal static class DiscoveryTool
{
    private static readonly ToolArgument Environment = new(
        "environment_id",
        new JsonObject
        {
            ["type"] = new JsonArray("integer", "null"),
            ["description"] = "The environment. Left out: the one of the header x-dbt-prod-environment-id.",
        },
        IsRequired: false,
        "The environment. Left out: the one of the header x-dbt-prod-environment-id."
    );

    /// <summary>A tool.</summary>
    public static AgentTool Of(
        Operation operation,
        string name,
        string title,
        string description,
        IReadOnlyList<ToolArgument> arguments,
        Func<DiscoveryCall, CancellationToken, ValueTask<CallToolResult>> work,
        string toolset = DiscoveryTools.Toolset
    ) =>
        new(
            name,
            operation,
            [.. arguments, Environment],
            async (call, cancellation) =>
            {
                if (DiscoveryCall.EnvironmentOf(call) is not { } environment)
                {
                    return ToolResults.Error(
                        "Say which environment is meant: send the argument environment_id, or the header x-dbt-prod-environment-id. list_projects tells which there are."
                    );
                }
                try
                {
                    return await work(new DiscoveryCall(call, environment), cancellation);
                }
                catch (DiscoveryStop stop)
                {
                    return stop.Result;
                }
            },
            title,
            description
        )
        {
            Toolset = toolset,
        };

    /// <summary>A text, or nothing.</summary>
    public static ToolArgument Text(string name, string says, bool isRequired = false) =>
        Argument(name, says, isRequired, isRequired ? "string" : new JsonArray("string", "null"));

    /// <summary>A list of texts, or nothing.</summary>
    public static ToolArgument Texts(string name, string says, params IReadOnlyList<string> choices)
    {
        var argument = Argument(name, says, isRequired: false, new JsonArray("array", "null"));
        argument.Schema["items"] =
            choices.Count == 0
                ? new JsonObject { ["type"] = "string" }
                : new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(c => (JsonNode)c)]) };
        return argument;
    }

    /// <summary>True or false; false where it is left out.</summary>
    public static ToolArgument Flag(string name, string says)
    {
        var argument = Argument(name, says, isRequired: false, "boolean");
        argument.Schema["default"] = false;
        return argument;
    }

    /// <summary>A whole number in a range.</summary>
    public static ToolArgument Number(string name, string says, int fallback, int most)
    {
        var argument = Argument(name, says, isRequired: false, "integer");
        (argument.Schema["default"], argument.Schema["minimum"], argument.Schema["maximum"]) = (fallback, 1, most);
        return argument;
    }

    /// <summary>One of some words.</summary>
    public static ToolArgument Choice(string name, string says, bool isRequired, params IReadOnlyList<string> choices)
    {
        var argument = Argument(name, says, isRequired, "string");
        argument.Schema["enum"] = new JsonArray([.. choices.Select(c => (JsonNode)c)]);
        return argument;
    }

    private static ToolArgument Argument(string name, string says, bool isRequired, JsonNode type) =>
        new(name, new JsonObject { ["type"] = type, ["description"] = says }, isRequired, says);
}
