using Headgate.Catalogue;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>
/// The tools of the Discovery set of dbt's own MCP server, with its names, arguments and forms of results. Each asks in GraphQL what dbt's asks, by the operation that answers
/// for one environment: the one of dbt's header, or of the argument <c>environment_id</c>.
/// </summary>
internal static class DiscoveryTools
{
    /// <summary>dbt's name of the set.</summary>
    public const string Toolset = "discovery";

    /// <summary>The operation that answers.</summary>
    public const string Read = "metadata.read";

    /// <summary>The operation that tells the schema: of use to programs that write queries, which ask it in GraphQL.</summary>
    public const string Schema = "metadata.schema.read";

    /// <summary>The tools, where there is the operation.</summary>
    public static IReadOnlyList<AgentTool> Of(OperationCatalogue catalogue) =>
        catalogue.Find(Read) is { } operation
            ?
            [
                .. ListTools.Of(operation),
                .. ModelTools.Of(operation),
                .. DetailTools.Of(operation),
                LineageTool.Of(operation),
                RelatedTool.Of(operation),
                .. ColumnTools.Of(operation),
                ImpactTool.Of(operation),
            ]
            : [];
}
