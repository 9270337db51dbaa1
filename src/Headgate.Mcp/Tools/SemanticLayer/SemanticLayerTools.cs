using Headgate.Catalogue;

namespace Headgate.Mcp.Tools.SemanticLayer;

/// <summary>
/// The tools of the Semantic Layer set of dbt's own MCP server, with its names, arguments and forms of results. Each asks in GraphQL, by the operation that it needs a right to.
/// </summary>
internal static class SemanticLayerTools
{
    /// <summary>dbt's name of the set.</summary>
    public const string Toolset = "semantic_layer";

    /// <summary>The operation that reads definitions.</summary>
    public const string Read = "metrics.read";

    /// <summary>The operation that queries metrics.</summary>
    public const string Query = "metrics.query";

    /// <summary>The operation that queries values of dimensions.</summary>
    public const string Values = "metrics.values.query";

    /// <summary>The operation that writes SQL.</summary>
    public const string Compile = "metrics.compile";

    /// <summary>The operation that tells the schema: of use to programs that write queries, which ask it in GraphQL.</summary>
    public const string Schema = "metrics.schema.read";

    /// <summary>The tools, where there are the operations.</summary>
    public static IReadOnlyList<AgentTool> Of(OperationCatalogue catalogue) =>
        catalogue.Find(Read) is { } read
        && catalogue.Find(Query) is { } query
        && catalogue.Find(Values) is { } values
        && catalogue.Find(Compile) is { } compile
            ? [.. DefinitionTools.Of(read), .. QueryTools.Of(query, compile), ValuesTool.Of(values)]
            : [];
}
