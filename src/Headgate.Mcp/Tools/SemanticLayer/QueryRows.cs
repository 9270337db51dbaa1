using System.Text.Json.Nodes;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;

namespace Headgate.Mcp.Tools.SemanticLayer;

/// <summary>Fetches what a query gave: it asks until the query has ended, then for each page. The server holds each question while the query works, so that none is asked in vain.</summary>
internal static class QueryRows
{
    private const string Page = """
        query GetQueryResults($environmentId: BigInt!, $queryId: String!, $pageNum: Int!) {
          query(environmentId: $environmentId, queryId: $queryId, pageNum: $pageNum) { status error totalPages jsonResult(orient: RECORDS, encoded: false) } }
        """;

    /// <summary>All rows.</summary>
    /// <exception cref="DiscoveryStop">The query failed, or was refused.</exception>
    public static async ValueTask<JsonArray> ReadAsync(DiscoveryCall call, string operation, string queryId, CancellationToken cancellation)
    {
        var rows = new JsonArray();
        for (var number = 1; ; )
        {
            var variables = new JsonObject { ["queryId"] = queryId, ["pageNum"] = number };
            var page = (await call.DataAsync(operation, Page, variables, cancellation)).At("query");
            switch (page.At("status").GetString())
            {
                case "FAILED":
                    throw new DiscoveryStop(ToolResults.Error(page.At("error").GetString() ?? "The query failed."));
                case "SUCCESSFUL":
                    foreach (var row in JsonNode.Parse(page.At("jsonResult").GetString()!)!.AsArray())
                    {
                        rows.Add(row!.DeepClone());
                    }
                    if (++number > page.At("totalPages").GetInt32())
                    {
                        return rows;
                    }
                    break;
            }
        }
    }
}
