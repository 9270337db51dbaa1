using System.Globalization;
using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Local.Tools;

/// <summary><c>show</c>: rows of a query that the caller writes. The query can do whatever the profile's user may.</summary>
internal static class ShowTool
{
    /// <summary>The tool.</summary>
    public static LocalTool Tool { get; } =
        new(
            "show",
            "dbt show",
            "Runs a query of your own on the project's warehouse, with ref() and source() where you like, and answers with its rows as JSON. "
                + "Limit it in the query itself where you can: that is less work for the warehouse.",
            reads: false,
            [DbtArguments.SqlQuery, DbtArguments.Limit],
            async (call, cancellation) =>
            {
                var query = call.Text("sql_query")!;
                if (Words.Fault("sql_query", query) is { } fault)
                {
                    return ToolResults.Error(fault);
                }
                // A limit around a query that has one costs some warehouses the whole result, and others refuse it.
                var limit = query.Contains("limit", StringComparison.OrdinalIgnoreCase) ? -1 : call.Number("limit", 5);
                var asked = new DbtCommand(
                    "show",
                    "show",
                    ["--inline", query, "--favor-state", "--limit", limit.ToString(CultureInfo.InvariantCulture), "--output", "json"]
                );
                return await call.Commands.RunAsync(
                    asked,
                    call.Progress,
                    (end, _) => ValueTask.FromResult(CommandResults.Of(asked, end)),
                    cancellation
                );
            }
        );
}
