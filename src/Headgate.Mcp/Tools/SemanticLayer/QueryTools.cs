using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;

namespace Headgate.Mcp.Tools.SemanticLayer;

/// <summary>Tools that query metrics, or tell the SQL that would.</summary>
internal static class QueryTools
{
    private const string Inputs =
        "$environmentId: BigInt!, $metrics: [MetricInput!], $groupBy: [GroupByInput!], $where: [WhereInput!], $orderBy: [OrderByInput!], $limit: Int";

    private const string Arguments =
        "environmentId: $environmentId, metrics: $metrics, groupBy: $groupBy, where: $where, orderBy: $orderBy, limit: $limit";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IReadOnlyList<AgentTool> Of(Operation query, Operation compile) =>
        [
            DiscoveryTool.Of(
                query,
                "query_metrics",
                "Query metrics",
                "The values of metrics, as JSON. list_metrics tells which there are, get_dimensions what they can be grouped by.",
                SemanticLayerArguments.OfQuery(),
                async (call, cancellation) =>
                {
                    var created = await call.DataAsync(
                        SemanticLayerTools.Query,
                        $"mutation Create({Inputs}) {{ createQuery({Arguments}) {{ queryId }} }}",
                        call.QueryVariables(),
                        cancellation
                    );
                    var rows = await QueryRows.ReadAsync(
                        call,
                        SemanticLayerTools.Query,
                        created.At("createQuery", "queryId").GetString()!,
                        cancellation
                    );
                    return ToolResults.Text(rows.ToJsonString(Indented));
                },
                SemanticLayerTools.Toolset
            ),
            DiscoveryTool.Of(
                compile,
                "get_metrics_compiled_sql",
                "The SQL of a query of metrics",
                "The SQL that would answer a query of metrics; the warehouse is not asked.",
                SemanticLayerArguments.OfQuery(),
                async (call, cancellation) =>
                {
                    var compiled = await call.DataAsync(
                        SemanticLayerTools.Compile,
                        $"mutation Compile({Inputs}) {{ compileSql({Arguments}) {{ sql }} }}",
                        call.QueryVariables(),
                        cancellation
                    );
                    return ToolResults.Text(compiled.At("compileSql", "sql").GetString()!);
                },
                SemanticLayerTools.Toolset
            ),
        ];
}
